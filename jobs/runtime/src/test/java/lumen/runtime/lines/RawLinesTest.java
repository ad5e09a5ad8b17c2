package lumen.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RawLinesTest {
  private static final String LINE =
      "{\"ts\":1,\"value\":2,\"meta\":{\"tenant\":\"a\",\"name\":\"Ada\",\"i\":7,\"ip\":\"10.0.0.1\"}}";

  @Test
  void everyLineIsShownAsItIsUnlessRestricted() {
    assertThat(RawLines.ALL.shown(LINE)).isEqualTo(LINE);
    assertThat(RawLines.ALL.shown("{broken")).isEqualTo("{broken");
  }

  @Test
  void onlyTenantAndAllowedKeysOfMetaAreShown() {
    assertThat(allowing("i").shown(LINE))
        .isEqualTo("{\"ts\":1,\"value\":2,\"meta\":{\"tenant\":\"a\",\"i\":7}}");
    assertThat(allowing().shown(LINE))
        .isEqualTo("{\"ts\":1,\"value\":2,\"meta\":{\"tenant\":\"a\"}}");
  }

  @Test
  void whatCannotBeReadIsWithheldWhereThereIsAList() {
    for (String raw :
        List.of("{broken \"meta\":{\"name\":\"Ada\"}", "[1]", LINE.substring(0, 40))) {
      assertThat(allowing("i").shown(raw)).isEqualTo("(withheld: privacy.meta_allow)");
    }
    assertThat(allowing("i").shown("{\"meta\":\"Ada\",\"ts\":1}")).isEqualTo("{\"ts\":1}");
    assertThat(allowing("i").shown("{\"ts\":1}")).isEqualTo("{\"ts\":1}");
  }

  private static RawLines allowing(String... keys) {
    List<String> allowed = List.of(keys);
    return RawLines.only(allowed::contains);
  }
}

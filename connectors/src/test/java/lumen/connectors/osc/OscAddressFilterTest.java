package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import lumen.event.KeyFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OscAddressFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/a/b /a/b true",
        "/a/b /a/bc false",
        "/a/b /a/B false",
        "/muse/eeg* /muse/eeg true",
        "/muse/eeg* /muse/eeg0 true",
        "/muse/eeg* /muse/eeg/0 false",
        "/* /a true",
        "/* /a/b false",
        "/*/b /a/b true",
        "/a*c/d /abbc/d true",
        "/a*c /ab/c false",
        "/**x /aax true",
        "/?/b /a/b true",
        "/? // false",
        "/?? /a false",
        "/[a-c]1 /b1 true",
        "/[a-c]1 /d1 false",
        "/[!a-c]1 /d1 true",
        "/[!a-c]1 /b1 false",
        "/a[!x]b /a/b false",
        "/[a-]b /-b true",
        "/[a-]b /bb false",
        "/[.-0]b //b false",
        "/[.-0]b /0b true",
        "/[a!]b /!b true",
        "/[&&]b /&b true",
        "/[\\]b /\\b true",
        "/{one,two}/x /two/x true",
        "/{one,two}/x /three/x false",
        "/{one,two}/x /onetwo/x false",
        "/{a.b,}c /c true",
        "/{a.b,}c /axbc false",
        "/a.b /axb false",
        "/a.b /a.b true",
        "/$^( /$^( true",
        "/a /a* false",
        "/a\\*b /a\\xb true",
      })
  void matchesAsTheSpecificationSays(String pattern, String address, boolean selected) {
    assertThat(OscAddressFilter.of(List.of(pattern)).selects(address)).isEqualTo(selected);
  }

  @Test
  void onePatternOfSeveralIsEnough() {
    KeyFilter filter = OscAddressFilter.of(List.of("/a", "/b/*"));

    assertThat(filter.selects("/b/c")).isTrue();
    assertThat(filter.selects("/c")).isFalse();
    assertThat(OscAddressFilter.of(List.of()).selects("/anything")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | begin with a slash",
        "/[a | close its [",
        "/a] | not close",
        "/{a,b | close its {",
        "/} | not close",
        "/[] | characters other than a slash",
        "/[!] | characters other than a slash",
        "/[a/] | characters other than a slash",
        "/[z-a] | ranges from low to high",
        "/{a/b} | words without a slash",
      })
  void whatIsNoPatternIsNamed(String pattern, String rule) {
    assertThatThrownBy(() -> OscAddressFilter.of(List.of("/ok", pattern)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be an OSC address pattern such as /muse/eeg*: " + pattern)
        .hasMessageContaining(rule);
  }

  /** A backtracking matcher takes some 2^40 steps here. */
  @Test
  void manyStarsTakeNoLongerThanTheirNumberTimesTheAddress() {
    KeyFilter filter = OscAddressFilter.of(List.of("/" + "a*".repeat(200) + "b"));
    assertThat(filter.selects("/" + "a".repeat(500))).isFalse();
    KeyFilter words = OscAddressFilter.of(List.of("/" + "{a,aa,aaa}".repeat(45) + "b"));
    assertThat(words.selects("/" + "a".repeat(100))).isFalse();
  }

  /** The reference is a backtracking matcher, on texts that are short enough for it. */
  @Test
  void agreesWithAnotherMatcherOnRandomPatterns() {
    long seed = 20261129;
    Random random = new Random(seed);
    int selected = 0;
    for (int run = 0; run < 20_000; run++) {
      StringBuilder pattern = new StringBuilder("/");
      StringBuilder regex = new StringBuilder("/");
      for (int i = random.nextInt(6); i > 0; i--) {
        String[] pair = PIECES[random.nextInt(PIECES.length)];
        pattern.append(pair[0]);
        regex.append(pair[1]);
      }
      StringBuilder address = new StringBuilder("/");
      for (int i = random.nextInt(6); i > 0; i--) {
        address.append("ab-./!*\\\n".charAt(random.nextInt(9)));
      }
      boolean expected = Pattern.compile(regex.toString()).matcher(address).matches();
      selected += expected ? 1 : 0;
      assertThat(OscAddressFilter.of(List.of(pattern.toString())).selects(address.toString()))
          .as("seed %d run %d: %s on %s", seed, run, pattern, address)
          .isEqualTo(expected);
    }
    assertThat(selected).isBetween(500, 19_500);
  }

  private static final String[][] PIECES = {
    {"a", "a"},
    {"b", "b"},
    {"/", "/"},
    {".", "\\."},
    {"\\", "\\\\"},
    {"*", "[^/]*"},
    {"**", "[^/]*"},
    {"?", "[^/]"},
    {"[ab]", "[ab]"},
    {"[!ab]", "[^/ab]"},
    {"[a!]", "[a!]"},
    {"[a-]", "[a\\-]"},
    {"[.-a]", "[.-a&&[^/]]"},
    {"[!.-a]", "[^/.-a]"},
    {"[!-~]", "[^/\\-~]"},
    {"{a,b.}", "(a|b\\.)"},
    {"{ab,}", "(ab|)"},
    {"{}", "()"},
    {"{*,?}", "(\\*|\\?)"}
  };
}

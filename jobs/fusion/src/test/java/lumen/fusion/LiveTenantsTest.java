package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.event.CommandText;
import lumen.fusion.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTenantsTest {
  private static final String PHONE =
      "streams:\n  - {name: phone, type: osc, addr: \"127.0.0.1:9000\", tenant: stage_a}\n";

  @TempDir private Path config;

  private List<String> findings(String sensors, String tenant) throws Exception {
    Files.writeString(config.resolve("sensors.yaml"), sensors);
    LiveTenants tenants = LiveTenants.of(SettingsLoader.load(config));
    return tenants.findings(
        CommandText.read(
            "{\"id\":\"i\",\"author\":\"a\",\"type\":\"release\",\"tenant\":\"%s\"}"
                .formatted(tenant)));
  }

  @Test
  void commandIsForTheTenantOfAStream() throws Exception {
    String two =
        PHONE + "  - {name: keys, type: midi, device: x}\nsources: {keys: {tenant: stage_b}}\n";
    assertThat(findings(two, "stage_a")).isEmpty();
    assertThat(findings(two, "stage_b")).isEmpty();
    assertThat(findings(PHONE, "default"))
        .containsExactly("must be the tenant of a stream: tenant=default; this job has stage_a");
    String told =
        PHONE + "  - {name: t, type: kafka, bootstrap: \"h:1\", topic: c, format: commands}\n";
    assertThat(findings(told, "stage_A")).hasSize(1);
  }

  /** Events of a topic name their tenants, so none can be known to be wrong. */
  @Test
  void besideATopicOfEventsAnyTenantMayBe() throws Exception {
    String topic = PHONE + "  - {name: e, type: kafka, bootstrap: \"h:1\", topic: t}\n";
    assertThat(findings(topic, "default")).isEmpty();
  }
}

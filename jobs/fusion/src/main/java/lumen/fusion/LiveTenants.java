package lumen.fusion;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import lumen.connectors.live.LiveStream;
import lumen.event.CommandText;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.StreamSettings;

/**
 * The tenants that a live job can have. A command to another would be kept for nobody.
 *
 * @param names their names; empty: any, since events of a topic name theirs
 */
record LiveTenants(List<String> names) implements Serializable {
  LiveTenants {
    names = List.copyOf(names);
  }

  /** Those of the streams and sources of a configuration. */
  static LiveTenants of(LumenSettings settings) {
    TreeSet<String> names = new TreeSet<>();
    for (StreamSettings stream : settings.sensors().streams()) {
      if (stream instanceof StreamSettings.Kafka kafka
          && kafka.format() != StreamSettings.Format.COMMANDS) {
        return new LiveTenants(List.of());
      }
    }
    for (LiveStream stream : LivePlan.streams(settings)) {
      names.add(stream.tenant());
      String ofSource = settings.source(stream.source()).tenant();
      if (!ofSource.isEmpty()) {
        names.add(ofSource);
      }
    }
    return new LiveTenants(new ArrayList<>(names));
  }

  /** What is wrong with whom a command is about. */
  List<String> findings(CommandText command) {
    return names.isEmpty() || names.contains(command.tenant())
        ? List.of()
        : List.of(
            "must be the tenant of a stream: tenant=%s; this job has %s"
                .formatted(command.tenant(), String.join(", ", names)));
  }
}

package lumen.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lumen.terminal.CommandFailure;
import lumen.terminal.LumenHome;

/** Fills the templates of {@code deploy/local} into the cluster's {@code conf} folder. */
final class ClusterFiles {
  private static final int RPC_PORT = 6123;
  private static final int ZOOKEEPER_PORT = 2181;
  private static final int PORTS_OF_OTHERS = 2_000;

  private final Path templates;
  private final ClusterDirectory directory;
  private final boolean standardFolder;

  ClusterFiles(LumenHome home, ClusterDirectory directory) {
    this.templates = home.clusterTemplates();
    this.directory = directory;
    this.standardFolder = directory.root().equals(home.defaultClusterDirectory());
  }

  void write(ClusterSettings settings) throws IOException {
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("${cluster}", directory.root().toString()),
            number("${slots}", settings.slots()),
            number("${all-slots}", settings.allSlots()),
            number("${rest}", settings.restPort()),
            number("${rpc}", port(RPC_PORT)),
            number("${zookeeper}", port(ZOOKEEPER_PORT)),
            number("${metrics-fusion}", settings.metrics().fusion()),
            number("${metrics-bridge}", settings.metrics().bridge()),
            number("${metrics-jobmanager}", settings.metrics().jobManager()),
            number("${metrics-overlay}", settings.metrics().overlay()),
            number("${metrics-governance}", settings.metrics().governance()));
    String config = fill("config.yaml", values);
    if (settings.highAvailability()) {
      config += "\n" + fill("high-availability.yaml", values);
      Files.writeString(directory.conf().resolve("zoo.cfg"), fill("zoo.cfg", values));
    }
    Files.writeString(directory.conf().resolve("config.yaml"), config);
    Files.writeString(
        directory.conf().resolve("log4j.properties"), fill("log4j.properties", values));
    try (InputStream options =
        ClusterFiles.class.getResourceAsStream("/lumen/cluster/flink-jvm.options")) {
      Files.write(directory.conf().resolve("jvm.options"), options.readAllBytes());
    }
  }

  private static Map.Entry<String, String> number(String name, int value) {
    return Map.entry(name, Integer.toString(value));
  }

  private String fill(String name, Map<String, String> values) throws IOException {
    Path template = templates.resolve(name);
    if (!Files.isReadable(template)) {
      throw CommandFailure.failed("the template must exist: " + template);
    }
    String text = Files.readString(template);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    return text;
  }

  /** Flink's usual port for the usual folder; clusters in other folders begin elsewhere. */
  private int port(int usual) {
    int shift =
        standardFolder ? 0 : 100 + Math.floorMod(directory.root().hashCode(), PORTS_OF_OTHERS);
    return Preconditions.freePortFrom(usual + shift);
  }
}

package lumen.ctl.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Starts the supervisor so that it outlives this process, its terminal and a Ctrl-C in it. */
final class SupervisorLaunch {
  /**
   * Ignored signals stay ignored over exec and in the JVM; setsid, where it exists, leaves the
   * terminal.
   */
  private static final String DETACH =
      "trap '' INT HUP; command -v setsid >/dev/null 2>&1 && exec setsid \"$@\"; exec \"$@\"";

  private SupervisorLaunch() {}

  static Process launch(ClusterDirectory directory) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "supervisor"));
    command.add(FlinkProcesses.java());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath(), Supervisor.class.getName()));
    command.add(directory.root().toString());
    return new ProcessBuilder(command)
        .directory(directory.root().toFile())
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(directory.supervisorOut().toFile())
        .start();
  }

  /** Lumenctl's own classes and Jackson: the supervisor needs no Flink. */
  private static String classPath() throws IOException {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> type :
        List.of(Supervisor.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class)) {
      places.add(place(type));
    }
    return String.join(File.pathSeparator, places);
  }

  private static String place(Class<?> type) throws IOException {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IOException("class path of " + type, e);
    }
  }
}

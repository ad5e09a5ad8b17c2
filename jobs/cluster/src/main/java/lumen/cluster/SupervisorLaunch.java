package lumen.cluster;

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
import lumen.terminal.LumenHome;

/** Starts the supervisor so that it outlives this process, its terminal and a Ctrl-C in it. */
final class SupervisorLaunch {
  private SupervisorLaunch() {}

  static Process launch(ClusterDirectory directory) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    arguments.addAll(List.of("-cp", classPath(), Supervisor.class.getName()));
    arguments.add(directory.root().toString());
    return DetachedProcess.java(
        arguments, directory.root().toFile(), directory.supervisorOut().toFile());
  }

  /** Lumenctl's own classes and Jackson: the supervisor needs no Flink. */
  private static String classPath() throws IOException {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> type :
        List.of(
            Supervisor.class,
            LumenHome.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class)) {
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

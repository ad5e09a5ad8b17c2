package lumen.ctl.archive;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.terminal.LumenHome;
import lumen.terminal.Terminal;

/**
 * What the build starts to make the archives of lumenctl and of the session cluster, side by side.
 * Everything runs without them too, only slower at its start, so what fails here is told and fails
 * nothing.
 */
public final class ClassArchives {
  /** A minute of the rig has all that a run of it needs, and takes a second. */
  private static final RigSettings RIG = new RigSettings(1, 1, RigSettings.DEMO.sensorsPerTenant());

  /** A rehearsal runs once: no second compiler, and as little memory as will do. */
  private static final List<String> FRUGAL =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";
  private static final String SETTINGS =
      """
      rest: {address: 127.0.0.1, bind-address: 127.0.0.1, port: 0, bind-port: '0'}
      taskmanager.numberOfTaskSlots: 2
      state.backend.type: rocksdb
      execution.checkpointing: {interval: 1 s, dir: '%s'}
      """;

  private final LumenHome home;
  private final Path folder;
  private final Path recording;

  private ClassArchives(LumenHome home, Path folder) {
    this.home = home;
    this.folder = folder;
    this.recording = folder.resolve("rig.ndjson");
  }

  /**
   * Makes both archives of the checkout that {@link LumenHome} finds.
   *
   * @param args none
   */
  public static void main(String[] args) throws InterruptedException {
    try {
      LumenHome home = LumenHome.locate();
      Path target = home.root().resolve("jobs/ctl/target");
      Path folder = Files.createTempDirectory(target, "rehearsal-");
      try {
        new ClassArchives(home, folder).make();
      } finally {
        delete(folder);
      }
    } catch (IOException | RuntimeException e) {
      warn("", e);
    }
  }

  private static void warn(String of, Exception failure) {
    Terminal.tell(
        "no class archive%s: %s; all works without it, and starts slower"
            .formatted(of, failure.getMessage()));
  }

  private void make() throws IOException, InterruptedException {
    Rig rig = new Rig(RIG);
    try (OutputStream out = Files.newOutputStream(recording)) {
      rig.play(out);
    }
    Files.writeString(
        Files.createDirectory(folder.resolve("config")).resolve("sensors.yaml"), rig.sensorsYaml());
    List<ArchivedProgram> programs = List.of(cluster(), lumenctl());
    ExecutorService side = Executors.newFixedThreadPool(programs.size());
    try {
      List<Future<?>> made = new ArrayList<>();
      for (ArchivedProgram program : programs) {
        made.add(side.submit(() -> make(program)));
      }
      for (Future<?> one : made) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      side.shutdownNow();
    }
  }

  private Void make(ArchivedProgram program) throws IOException, InterruptedException {
    Path of = program.library().getParent();
    try {
      Path work = Files.createDirectory(folder.resolve(of.getFileName()));
      new ArchiveMaking(program, work).make();
    } catch (IOException e) {
      warn(" of " + home.root().relativize(of), e);
    }
    return null;
  }

  /** As scripts/lumenctl starts it. */
  private ArchivedProgram lumenctl() {
    Path library = home.root().resolve("jobs/ctl/target/lumenctl/lib");
    return new ArchivedProgram(
        library,
        options(),
        library + File.separator + "*",
        Map.of("LUMEN_HOME", home.root().toString()),
        List.of(
            "lumen.ctl.Lumenctl",
            "replay",
            recording.toString(),
            "--local",
            "--channels",
            "--config",
            folder.resolve("config").toString(),
            "--out",
            folder.resolve("replayed").toString()),
        List.of("lumen.ctl.Lumenctl", "--version"));
  }

  /**
   * JobManager and TaskManager in one process, which runs the job of the jar that they are sent.
   */
  private ArchivedProgram cluster() throws IOException {
    Path library = home.flinkLibrary();
    Path conf = Files.createDirectory(folder.resolve("conf"));
    Files.writeString(
        conf.resolve("config.yaml"), SETTINGS.formatted(folder.resolve("checkpoints").toUri()));
    return new ArchivedProgram(
        library,
        options(),
        jars(library).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
        Map.of("FLINK_CONF_DIR", conf.toString()),
        List.of(
            CLIENT,
            "run",
            "-t",
            "local",
            "-C",
            home.jobsJar().toUri().toString(),
            "-c",
            RehearsedJob.class.getName(),
            ownJar().toString(),
            "--input",
            recording.toString(),
            "--config",
            folder.resolve("config").toString(),
            "--out",
            folder.resolve("fused").toString()),
        List.of(CLIENT, "--version"));
  }

  private static Path ownJar() throws IOException {
    URL place = RehearsedJob.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      return Path.of(place.toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the jar of the rehearsal: " + place, e);
    }
  }

  private List<String> options() {
    List<String> options = new ArrayList<>(FRUGAL);
    Path opened =
        home.root().resolve("jobs/cluster/src/main/resources/lumen/cluster/flink-jvm.options");
    options.add("@" + opened);
    return options;
  }

  /** In the order of the cluster's own class path. */
  private static List<Path> jars(Path library) throws IOException {
    try (Stream<Path> files = Files.list(library)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package lumen.rig;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.DiskRoom;
import lumen.terminal.files.OutputFile;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code lumenctl simulate}: writes a rig with known ground truth, or a recording tiled to any
 * length.
 */
@Command(
    name = "simulate",
    description = {
      "Write a simulated rig with known ground truth, or repeat a recording until it is long enough.",
      "Beside a rig NAME.ndjson lie its truth and, in NAME.control.ndjson, the operator's commands.",
      "The same options give the same lines on every machine."
    })
public final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "rig.ndjson.gz",
      description = "Recording to write; compressed if it ends in .gz [${DEFAULT-VALUE}].")
  private Path out;

  @Mixin private OverwriteOption overwrite;

  @ArgGroup(exclusive = false, heading = "Rig:%n")
  private RigOptions rig;

  @ArgGroup(exclusive = false, heading = "Tiling:%n")
  private TileOptions tile;

  private static final class RigOptions {
    @Option(names = "--seed", paramLabel = "N", description = "Seed of the rig [1].")
    private long seed = 1;

    @Option(names = "--minutes", paramLabel = "M", description = "Length in minutes [10].")
    private double minutes = 10;

    @Option(names = "--channels", paramLabel = "N", description = "Sensors per tenant [4].")
    private int channels = 4;

    @Option(
        names = "--truth",
        paramLabel = "FILE",
        description = "What is true of it, as JSON [beside the recording: NAME.truth.json].")
    private Path truth;

    @Option(
        names = "--config-out",
        paramLabel = "DIR",
        description = "Also write a configuration folder that suits the rig.")
    private Path config;
  }

  private static final class TileOptions {
    @Option(
        names = "--tile",
        required = true,
        paramLabel = "FILE",
        description = "Recording to repeat in time, ndjson or ndjson.gz.")
    private Path recording;

    @Option(names = "--events", required = true, paramLabel = "N", description = "Events to write.")
    private long events;
  }

  @Override
  public Integer call() throws IOException {
    if (tile != null && rig != null) {
      throw wrong(
          "--tile repeats a recording: --seed, --minutes, --channels, --truth and"
              + " --config-out are for a rig");
    }
    try {
      return tile == null ? simulate(rig == null ? new RigOptions() : rig) : tile();
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    } catch (IOException e) {
      if (DiskRoom.isOut(e)) {
        throw DiskRoom.full(out, 0, e);
      }
      throw e;
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int simulate(RigOptions options) throws IOException {
    Rig play = new Rig(new RigSettings(options.seed, options.minutes, options.channels));
    Path truthFile = options.truth == null ? truthBeside(out) : options.truth;
    checkFree(truthFile, commandsBeside(out));
    if (options.config != null) {
      checkSensors(options.config.resolve("sensors.yaml"), play.sensorsYaml());
    }
    Truth truth;
    try (OutputStream lines = open(out, overwrite.given())) {
      truth = play.play(lines);
    }
    makeParent(truthFile);
    truth.write(truthFile);
    PrintWriter print = spec.commandLine().getOut();
    Truth.Lines count = truth.lines();
    print.printf(Locale.ROOT, "recording  %s%n", out);
    print.printf(
        Locale.ROOT,
        "lines      %,d: %,d events, %,d facts, %,d late, %,d unreadable%n",
        count.total(),
        count.events(),
        count.facts(),
        count.late(),
        count.garbage());
    print.printf(Locale.ROOT, "truth      %s%n", truthFile);
    Path commands = commandsBeside(out);
    Files.writeString(commands, play.commands());
    print.printf(Locale.ROOT, "commands   %s%n", commands);
    if (options.config != null) {
      Files.createDirectories(options.config);
      Files.writeString(options.config.resolve("sensors.yaml"), play.sensorsYaml());
      print.printf(Locale.ROOT, "config     %s%n", options.config);
    }
    print.flush();
    return 0;
  }

  /** Finds out whether the recording and what lies beside it may be written, and are several. */
  private void checkFree(Path... beside) {
    List<Path> files = new ArrayList<>(List.of(beside));
    files.add(0, out);
    for (Path file : files) {
      OutputFile.check(file, Belongings.none(), overwrite.given(), OutputFile.Known.NONE);
    }
    long names = files.stream().map(file -> file.toAbsolutePath().normalize()).distinct().count();
    if (names < files.size()) {
      throw wrong("--out and --truth must be different files: " + files);
    }
  }

  private void checkSensors(Path file, String yaml) {
    OutputFile.check(
        file, Belongings.none(), overwrite.given(), there -> Files.readString(there).equals(yaml));
  }

  private int tile() throws IOException {
    if (!Files.exists(tile.recording) || Files.isDirectory(tile.recording)) {
      throw wrong("--tile must be a recording, one file of lines: " + tile.recording);
    }
    if (Files.exists(out) && Files.isSameFile(tile.recording, out)) {
      throw wrong("--out must not be the recording itself: " + out);
    }
    checkFree();
    Tiling.Tiled tiled;
    try (OutputStream lines = open(out, overwrite.given())) {
      tiled = new Tiling(tile.recording).write(tile.events, lines, done -> {});
    }
    PrintWriter print = spec.commandLine().getOut();
    print.printf(Locale.ROOT, "recording  %s%n", out);
    print.printf(
        Locale.ROOT,
        "lines      %,d: %,d events in %,d copies, %,d s apart%n",
        tiled.lines(),
        tiled.events(),
        tiled.copies(),
        tiled.shiftS());
    print.flush();
    return 0;
  }

  /**
   * The truth's file beside a recording: its name without .ndjson and .gz, and {@code .truth.json}.
   */
  public static Path truthBeside(Path recording) {
    return recording.resolveSibling(bareName(recording) + ".truth.json");
  }

  /**
   * The file of the operator's commands beside a recording: its name without .ndjson and .gz, and
   * {@code .control.ndjson}.
   */
  public static Path commandsBeside(Path recording) {
    return recording.resolveSibling(bareName(recording) + ".control.ndjson");
  }

  private static String bareName(Path recording) {
    return recording.getFileName().toString().replaceFirst("(\\.ndjson)?(\\.gz)?$", "");
  }

  private static OutputStream open(Path file, boolean overwrite) throws IOException {
    OutputStream plain = OutputFile.open(file, overwrite);
    if (!file.toString().endsWith(".gz")) {
      return new BufferedOutputStream(plain, 1 << 16);
    }
    return new BufferedOutputStream(new QuickGzip(plain), 1 << 16);
  }

  private static void makeParent(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  /** Compresses at the fastest level: a capacity test wants its recording soon. */
  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}

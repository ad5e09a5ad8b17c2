package lumen.ctl.overlay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lumen.ctl.output.RunInputs;
import lumen.overlay.clock.LogClock;
import lumen.overlay.clock.LogTime;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.ingest.LineReading;
import lumen.overlay.ingest.RouteLineReader;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlayFile;
import lumen.terminal.ExitCode;
import lumen.terminal.files.OutputFile;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl overlay merge}: one log of several files. */
@Command(
    name = "merge",
    description = {
      "Makes one log of several files, such as requests and outcomes apart, by their times.",
      "The lines of a file stay in their order: its clock, the running maximum of `ts`, counts.",
      "At one time the file named first comes first. A line without a time stays behind the one",
      "before it."
    })
final class MergeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "2..*", description = "Recordings, plain or compressed.")
  private List<Path> files;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The log to write.")
  private Path out;

  @Mixin private OverwriteOption overwrite;

  /** A file, and its line that comes next. */
  private static final class Head {
    final RouteLogFile log;
    final RouteLineReader reader;
    byte[] line;
    LogClock clock = LogClock.BEGIN;

    Head(RouteLogFile log, RouteLineReader reader) {
      this.log = log;
      this.reader = reader;
    }

    /** Moves to the next line. */
    void advance(LogTime time) throws IOException {
      line = log.next();
      if (line != null) {
        LineReading reading = reader.read(line, 0, line.length);
        if (reading.line().isPresent()) {
          clock = clock.read(reading.line().get().micros(), time).clock();
        }
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    OutputFile.check(out, RunInputs.recordings(files), overwrite.given(), OutputFile.Known.NONE);
    OverlayFile settings = OverlayCatalogue.defaults().file();
    List<Head> heads = new ArrayList<>();
    long lines = 0;
    try {
      for (Path file : files) {
        Head head =
            new Head(
                RouteLogFile.of(file),
                new RouteLineReader(OverlayCommands.reader(settings.gates())));
        heads.add(head);
        head.advance(settings.time());
      }
      try (OutputStream to = new BufferedOutputStream(OutputFile.open(out, overwrite.given()))) {
        for (Head next = earliest(heads); next != null; next = earliest(heads)) {
          to.write(next.line);
          to.write('\n');
          lines++;
          next.advance(settings.time());
        }
      }
    } finally {
      for (Head head : heads) {
        head.log.close();
      }
    }
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf("%d lines of %d files in %s%n", lines, files.size(), out);
    terminal.flush();
    return ExitCode.OK;
  }

  /** The file whose line comes next; null at the end of all. */
  private static Head earliest(List<Head> heads) {
    Head earliest = null;
    for (Head head : heads) {
      if (head.line != null
          && (earliest == null || head.clock.micros() < earliest.clock.micros())) {
        earliest = head;
      }
    }
    return earliest;
  }
}

package lumen.ctl.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Interrupts;
import lumen.terminal.Json;
import lumen.terminal.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl chaos fill}: a disk is full. */
@Command(
    name = "fill",
    description = {
      "Fills the disk of a folder to the last byte for --for, and gives the room back.",
      "Only a disk of its own of at most 1 GiB is filled, such as a tmpfs: others live on the rest."
    })
final class FillCommand implements Callable<Integer> {
  private static final long MOST_BYTES = 1L << 30;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder of the disk.")
  private Path folder;

  @Option(
      names = "--for",
      required = true,
      paramLabel = "TIME",
      description = "How long it is full, such as 60s.")
  private String time;

  @Option(names = "--json", description = "Print what came of it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    double seconds = Times.seconds("--for", time);
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.usage("DIR must be a folder: " + folder);
    }
    long size = Files.getFileStore(folder).getTotalSpace();
    if (size > MOST_BYTES) {
      throw CommandFailure.usage(
          "DIR must lie on a disk of its own of at most 1 GiB: %s lies on one of %d MiB"
              .formatted(folder, size >> 20));
    }
    CountDownLatch interrupted = new CountDownLatch(1);
    long bytes;
    boolean full;
    try (Interrupts interrupts = Interrupts.tell(interrupted::countDown);
        DiskBallast ballast = DiskBallast.fill(folder, MOST_BYTES)) {
      bytes = ballast.bytes();
      full = ballast.full() && !interrupts.any();
      interrupted.await((long) (seconds * 1e3), TimeUnit.MILLISECONDS);
    }
    return tell(full, bytes);
  }

  private int tell(boolean full, long bytes) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.text(
              Json.mapper().createObjectNode().put("injected", full).put("ballast_bytes", bytes)));
    } else {
      out.printf(
          "%s: %d bytes of ballast in %s, taken away again%n",
          full ? "injected, no space was left" : FaultVerdict.NOT_INJECTED, bytes, folder);
    }
    return full ? ExitCode.OK : ExitCode.FAILED;
  }
}

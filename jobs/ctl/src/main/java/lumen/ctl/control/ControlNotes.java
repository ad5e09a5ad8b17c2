package lumen.ctl.control;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.connectors.replay.CommandFile;
import lumen.connectors.replay.RecordingException;
import lumen.ctl.output.MadeByLumen;
import lumen.event.CommandText;
import lumen.terminal.CommandFailure;

/** Notes commands in a file for a replay, one a line. */
final class ControlNotes implements Delivery {
  private final Path file;

  private ControlNotes(Path file) {
    this.file = file;
  }

  /** The notes in this file, behind what stands in it. */
  static ControlNotes in(Path file) {
    try {
      if (Files.exists(file)) {
        CommandFile.of(file);
        requireCommands(file);
      }
    } catch (RecordingException e) {
      throw CommandFailure.usage(e.getMessage());
    }
    return new ControlNotes(file);
  }

  /** A recording, or whatever else is no file of commands, gets no line of ours. */
  private static void requireCommands(Path file) {
    try {
      if (Files.size(file) > 0 && !MadeByLumen.commands(file)) {
        throw CommandFailure.usage(
            "FILE must hold commands, one a line, or not be there: the first line of %s is none"
                .formatted(file));
      }
    } catch (IOException e) {
      throw CommandFailure.usage("FILE must be readable: " + file + ": " + e.getMessage());
    }
  }

  @Override
  public CommandText deliver(CommandText command) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      long end = out.length();
      boolean open = end > 0 && lastByte(out, end) != '\n';
      out.seek(end);
      String line = (open ? "\n" : "") + command.json() + "\n";
      out.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw CommandFailure.failed("FILE must be writable: " + file + ": " + e.getMessage());
    }
    return command;
  }

  private static int lastByte(RandomAccessFile file, long end) throws IOException {
    file.seek(end - 1);
    return file.read();
  }

  @Override
  public String verb() {
    return "written";
  }
}

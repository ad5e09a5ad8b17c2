package lumen.connectors.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import lumen.event.Command;
import lumen.event.CommandText;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.MalformedCommandException;
import lumen.event.Position;
import lumen.event.Reject;
import lumen.event.RejectReason;

/**
 * The commands of a replay: an ndjson file, one command a line, read as a whole. They are handed
 * out before any data, so that none can come too late.
 *
 * @param path the file, absolute; empty: there is none
 * @param digest hash of what it held when the job was made, by which a job that is taken up knows
 *     whether these commands were handed out
 */
public record CommandFile(String path, String digest) implements Serializable {
  /** No commands. */
  public static final CommandFile NONE = new CommandFile("", "");

  /** The largest file, in bytes. */
  public static final long MAX_BYTES = 16 << 20;

  /** The most commands of a file. */
  public static final int MAX_COMMANDS = 10_000;

  /**
   * A file.
   *
   * @throws RecordingException where it cannot be read, or is too large
   */
  public static CommandFile of(Path file) throws RecordingException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new RecordingException("control file must be a readable file: " + file);
    }
    Path absolute = file.toAbsolutePath().normalize();
    try {
      byte[] content = content(absolute);
      envelopes(absolute, content);
      return new CommandFile(
          absolute.toString(), HexFormat.of().formatHex(sha256().digest(content)));
    } catch (IOException e) {
      throw new RecordingException(
          "control file must be readable: " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Whether the commands are still to be handed out.
   *
   * @param handedOut digest of those that were, empty before
   */
  boolean isDue(String handedOut) {
    return !digest.isEmpty() && !digest.equals(handedOut);
  }

  /** What the file holds: commands, and rejects of lines that are none, in their order. */
  List<Envelope> envelopes() throws IOException {
    return envelopes(Path.of(path), content(Path.of(path)));
  }

  private static byte[] content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes((int) MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new IOException("it must have at most " + MAX_BYTES + " bytes");
      }
      return content;
    }
  }

  private static List<Envelope> envelopes(Path file, byte[] content) throws IOException {
    String name = String.valueOf(file.getFileName());
    List<Envelope> envelopes = new ArrayList<>();
    try (LineReader lines = new LineReader(new ByteArrayInputStream(content), 0, 0, false)) {
      for (var found = lines.next(); found != LineReader.Found.END; found = lines.next()) {
        Position position = new Position(name, lines.offset(), lines.line());
        if (found == LineReader.Found.TOO_LONG) {
          String rule = "line must be at most " + EventLimits.MAX_LINE_BYTES + " bytes";
          envelopes.add(refused(rule, lines, position));
        } else if (!lines.isBlank()) {
          envelopes.add(envelope(lines, position));
        }
        if (envelopes.size() > MAX_COMMANDS) {
          throw new IOException("it must have at most " + MAX_COMMANDS + " commands");
        }
      }
    }
    return envelopes;
  }

  private static Envelope envelope(LineReader line, Position position) {
    try {
      return CommandText.read(line.buffer(), line.start(), line.end())
          .command(Command.STREAM, position);
    } catch (MalformedCommandException e) {
      return refused("command " + e.getMessage(), line, position);
    }
  }

  private static Reject refused(String rule, LineReader line, Position position) {
    String raw = EventLimits.raw(line.buffer(), line.start(), line.end());
    return new Reject(RejectReason.BAD_COMMAND, rule, Command.STREAM, null, position, raw);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK must have SHA-256", e);
    }
  }
}

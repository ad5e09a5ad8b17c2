package lumen.ctl.output;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lumen.cluster.JobLife;
import lumen.cluster.SessionCluster;
import lumen.terminal.CommandFailure;
import lumen.terminal.FileTrouble;
import lumen.terminal.Json;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A folder is written by one command at a time, and by its job for as long as that lives. The
 * command holds a lock of the operating system on a file of the folder, which ends with the process
 * however it ends; the file names the holder. A job of a session cluster outlives its command: it
 * is named in the file before it is started, and whoever takes the lock later asks the cluster
 * whether it still lives.
 *
 * <p>The file stays when the lock is given back, since to delete it would let two commands hold two
 * files of one name.
 */
public final class FolderLock implements AutoCloseable {
  /** The lock of those who write into a folder. */
  public static final String FILE = ".lumen.lock";

  /** The lock of those who pack the log that a live job leaves in its folder. */
  public static final String CAPTURE = ".lumen-capture.lock";

  /** Behind every content: where locks are mandatory, the file can be read all the same. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private static final long POLL_MILLIS = 20;
  private static final int POLLS_FOR_NAME = 50;
  private static final int LONGEST_NOTE = 1 << 16;
  private static final int LONGEST_COMMAND = 300;

  /** Closing any channel of a file gives back the locks of the whole process on it (POSIX). */
  private static final Map<Path, LockNote> HELD = new HashMap<>();

  private final Path file;
  private final FileChannel channel;
  private LockNote note;

  private FolderLock(Path file, FileChannel channel, LockNote note) {
    this.file = file;
    this.channel = channel;
    this.note = note;
  }

  /**
   * Makes the folder and takes it for a command.
   *
   * @throws CommandFailure if another holds it, saying who, or if it is no folder to write into
   */
  public static FolderLock take(Path folder, CommandSpec command) {
    return take("--out", folder, FILE, words(command));
  }

  /**
   * Takes what a lock file stands for.
   *
   * @param option how the user named the folder
   * @param name {@link #FILE} or {@link #CAPTURE}
   */
  public static FolderLock take(String option, Path folder, String name, CommandSpec command) {
    return take(option, folder, name, words(command));
  }

  /** Takes it for a command that is named. */
  public static FolderLock take(String option, Path folder, String name, String command) {
    try {
      Files.createDirectories(folder);
      Path file = folder.toRealPath().resolve(name);
      LockNote note =
          new LockNote(
              ProcessHandle.current().pid(),
              command,
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
              "",
              "",
              "");
      synchronized (HELD) {
        if (HELD.containsKey(file)) {
          throw taken(folder, Optional.of(HELD.get(file)));
        }
        FolderLock lock = open(folder, file, note);
        HELD.put(file, note);
        return lock;
      }
    } catch (IOException e) {
      throw CommandFailure.usage(
          option + " must be a folder that can be written: " + folder + ": " + FileTrouble.of(e));
    }
  }

  /**
   * Refuses while a command holds a folder, and takes nothing. A job that outlives its command
   * holds none.
   *
   * @throws CommandFailure saying who holds it
   */
  public static void requireNoCommand(Path folder) {
    try {
      Path file = folder.toRealPath().resolve(FILE);
      synchronized (HELD) {
        if (HELD.containsKey(file)) {
          throw taken(folder, Optional.of(HELD.get(file)));
        }
        try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
          if (!locked(channel)) {
            throw taken(folder, holder(channel));
          }
        }
      }
    } catch (NoSuchFileException e) {
      // Nobody has ever held it.
    } catch (IOException e) {
      throw CommandFailure.failed(
          "the folder of the outputs must be readable: " + folder + ": " + FileTrouble.of(e));
    }
  }

  private static FolderLock open(Path folder, Path file, LockNote note) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS));
    try {
      if (!locked(channel)) {
        throw taken(folder, holder(channel));
      }
      Optional<LockNote> before = read(channel);
      if (before.isPresent() && before.get().hasJob() && lives(before.get())) {
        throw jobLives(folder, before.get());
      }
      FolderLock lock = new FolderLock(file, channel, note);
      lock.write();
      return lock;
    } catch (CommandFailure | IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Whoever has taken it at this moment has yet to write its name. */
  private static Optional<LockNote> holder(FileChannel channel) throws IOException {
    Optional<LockNote> note = read(channel);
    for (int i = 0; i < POLLS_FOR_NAME && note.filter(LockNote::isAlive).isEmpty(); i++) {
      pause();
      note = read(channel);
    }
    return note.filter(LockNote::isAlive);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static boolean lives(LockNote note) {
    return new JobLife(Path.of(note.cluster()), URI.create(note.rest())).lives(note.job());
  }

  private static CommandFailure taken(Path folder, Optional<LockNote> holder) {
    String who = holder.map(LockNote::who).orElse("another command, which has just begun");
    String job =
        holder.filter(LockNote::hasJob).map(note -> ", with the job " + note.job()).orElse("");
    return CommandFailure.failed(
        "a folder is written by one command at a time: %s is held by %s%s; end that one first, or choose another folder"
            .formatted(folder, who, job));
  }

  private static CommandFailure jobLives(Path folder, LockNote note) {
    return CommandFailure.failed(
        "a folder is written by one job at a time: the job %s of the cluster in %s still writes into %s, started by %s; `lumenctl stop %s` or `lumenctl cancel %s` ends it (where that cluster is dead, `lumenctl cluster stop` forgets it), or choose another folder"
            .formatted(note.job(), note.cluster(), folder, note.who(), note.job(), note.job()));
  }

  private static Optional<LockNote> read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_NOTE);
    channel.position(0);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Until its end.
    }
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    try {
      return text.isBlank()
          ? Optional.empty()
          : Optional.of(Json.mapper().readValue(text, LockNote.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private void write() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Json.text(note).getBytes(StandardCharsets.UTF_8));
    channel.truncate(0);
    channel.position(0);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  /** Says, before it is started, which job will write here. */
  public void job(SessionCluster cluster, String id) {
    note(note.of(id, cluster.directory().root().toString(), cluster.restUrl().toString()));
  }

  /** Says that the job has ended: the folder is free when the command ends. */
  public void ended() {
    note(note.withoutJob());
  }

  private void note(LockNote changed) {
    note = changed;
    synchronized (HELD) {
      HELD.put(file, changed);
    }
    try {
      write();
    } catch (IOException e) {
      throw CommandFailure.failed("the lock must be writable: " + file + ": " + e.getMessage());
    }
  }

  /** Removes the lock's file before it is given back, because the folder goes. */
  public void leave() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Gives the folder back; one with a job that goes on is kept by the job's name. */
  @Override
  public void close() {
    synchronized (HELD) {
      HELD.remove(file);
      try (channel) {
        if (!note.hasJob()) {
          channel.truncate(0);
        }
      } catch (IOException e) {
        throw CommandFailure.failed("the lock must be writable: " + file + ": " + e.getMessage());
      }
    }
  }

  /** The command line as it was typed, on one line. */
  private static String words(CommandSpec command) {
    String typed =
        "lumenctl "
            + String.join(" ", command.root().commandLine().getParseResult().originalArgs());
    String line = typed.replaceAll("\\p{Cntrl}", " ");
    return line.length() > LONGEST_COMMAND ? line.substring(0, LONGEST_COMMAND) + "..." : line;
  }
}

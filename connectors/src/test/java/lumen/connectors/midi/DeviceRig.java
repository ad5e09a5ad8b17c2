package lumen.connectors.midi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lumen.connectors.midi.rig.FolderDevices;
import lumen.intake.LiveMessage;

/** A folder of devices, and an ear: what an input hands over. */
final class DeviceRig implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 30;
  private static final long LOOK_MILLIS = 20;

  final Path folder;
  final List<LiveMessage> heard = new ArrayList<>();
  private final String before = System.getProperty(FolderDevices.FOLDER_PROPERTY);
  private final Semaphore wakes = new Semaphore(0);

  DeviceRig(Path folder) {
    this.folder = folder;
    System.setProperty(FolderDevices.FOLDER_PROPERTY, folder.toString());
  }

  /** Plugs in a device whose file is never seen half written. */
  Path plug(String name, byte[] content) throws IOException {
    Path written = Files.write(folder.resolve("." + name + ".part"), content);
    return Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  Runnable wake() {
    return wakes::release;
  }

  /** Drains the input until it is so, or fails. */
  void hearUntil(MidiInput input, BooleanSupplier enough) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!enough.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not so after "
                + TIMEOUT_SECONDS
                + " s: heard "
                + heard.size()
                + ", "
                + input.status());
      }
      wakes.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      wakes.drainPermits();
      input.drain(heard::add, Integer.MAX_VALUE);
    }
  }

  /** Waits until it is so, or fails. */
  static void await(BooleanSupplier so) throws InterruptedException {
    Semaphore never = new Semaphore(0);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not so after " + TIMEOUT_SECONDS + " s");
      }
      never.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Those that begin a note, of one channel or of any. */
  List<LiveMessage.Fields> onsets(String key) {
    return heard.stream()
        .filter(message -> message instanceof LiveMessage.Fields)
        .map(message -> (LiveMessage.Fields) message)
        .filter(fields -> fields.key().equals(key) && fields.values()[0] > 0)
        .toList();
  }

  @Override
  public void close() {
    if (before == null) {
      System.clearProperty(FolderDevices.FOLDER_PROPERTY);
    } else {
      System.setProperty(FolderDevices.FOLDER_PROPERTY, before);
    }
  }
}

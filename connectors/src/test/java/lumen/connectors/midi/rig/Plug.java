package lumen.connectors.midi.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Whether a device's file is still the one that was there when the device was opened. */
final class Plug {
  private final Path file;
  private final String identity;

  Plug(Path file) {
    this.file = file;
    identity = identity(file);
  }

  boolean isIn() {
    return !identity.isEmpty() && identity.equals(identity(file));
  }

  private static String identity(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.fileKey() + " " + now.creationTime();
    } catch (IOException e) {
      return "";
    }
  }
}

package lumen.connectors.midi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file behind an ALSA device, by which a device that was unplugged and plugged in again between
 * two looks is told from one that stayed. Java's list of devices cannot tell: on Linux it is read
 * anew only when the number of devices has changed, and the open handle of an unplugged device
 * stays open and is silent. The kernel makes a new file, with a new inode, for every device that is
 * plugged in.
 */
final class DeviceNode {
  /** Where the kernel keeps them. */
  static final Path FOLDER = Path.of("/dev/snd");

  private static final Pattern ADDRESS = Pattern.compile("\\[(?:plug)?hw:(\\d+),(\\d+)(?:,\\d+)?]");

  private final Path folder;

  DeviceNode(Path folder) {
    this.folder = folder;
  }

  /**
   * What tells this plugging in of the device from another.
   *
   * @param name the device's name, such as {@code KeyStep [hw:1,0,0]}
   * @return empty where the name has no ALSA address or this machine no such files
   */
  String identity(String name) {
    Matcher address = ADDRESS.matcher(name);
    if (!address.find() || !Files.isDirectory(folder)) {
      return "";
    }
    Path node = folder.resolve("midiC" + address.group(1) + "D" + address.group(2));
    try {
      return String.valueOf(
          Files.readAttributes(node, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey());
    } catch (IOException e) {
      return "absent";
    }
  }
}

package lumen.connectors.replay;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A form of files that people have and that no recording is, told by its first bytes.
 *
 * @param words what it is, with its article
 * @param remedy what makes a recording of it
 */
record ForeignForm(String words, String remedy) {
  /** What holds of forms with samples in them. */
  static final String IMPORT =
      "its samples have to become such lines, as `lumenctl import` is to do, which this version"
          + " does not have yet";

  private static final String UNPACK = "unpack it and give what it holds";
  private static final String NOTHING = "it holds no events";

  /** A form and the bytes, as ISO 8859-1, that stand at a place in it. */
  private record Magic(int at, String bytes, String words, String remedy) {
    boolean in(byte[] head) {
      if (head.length < at + bytes.length()) {
        return false;
      }
      return new String(head, at, bytes.length(), StandardCharsets.ISO_8859_1).equals(bytes);
    }
  }

  private static final Magic[] FORMS = {
    new Magic(0, "XDF:", "an XDF file of Lab Streaming Layer", IMPORT),
    new Magic(0, "0       ", "an EDF file", IMPORT),
    new Magic(0, "\u00FFBIOSEMI", "a BDF file", IMPORT),
    new Magic(0, "GDF ", "a GDF file", IMPORT),
    new Magic(8, "WAVE", "a WAV file", IMPORT),
    new Magic(0, "\u0089MCAP0\r\n", "an MCAP file", IMPORT),
    new Magic(0, "SQLite format 3\0", "an SQLite database, as rosbag2 writes it", IMPORT),
    new Magic(0, "#ROSBAG V", "a rosbag of ROS 1", IMPORT),
    new Magic(8, "RMID", "a MIDI file in a RIFF", "give the .mid that it holds"),
    new Magic(8, "AIFF", "an AIFF file", IMPORT),
    new Magic(0, "fLaC", "a FLAC file", IMPORT),
    new Magic(0, "OggS", "an Ogg file", IMPORT),
    new Magic(0, "ID3", "an MP3 file", IMPORT),
    new Magic(4, "ftyp", "an MP4 file", IMPORT),
    new Magic(8, ".FIT", "a FIT file", IMPORT),
    new Magic(0, "PAR1", "a Parquet file", IMPORT),
    new Magic(0, "ARROW1", "an Arrow file", IMPORT),
    new Magic(0, "Obj\u0001", "an Avro file", IMPORT),
    new Magic(0, "\u0089HDF\r\n\u001A\n", "an HDF5 file", IMPORT),
    new Magic(0, "MATLAB 5.0", "a MATLAB file", IMPORT),
    new Magic(0, "\u0093NUMPY", "a NumPy file", IMPORT),
    new Magic(0, "PK\u0003\u0004", "a ZIP archive or a spreadsheet", UNPACK),
    new Magic(0, "PK\u0005\u0006", "an empty ZIP archive", NOTHING),
    new Magic(257, "ustar", "a TAR archive", UNPACK),
    new Magic(0, "7z\u00BC\u00AF'\u001C", "a 7z archive", UNPACK),
    new Magic(0, "Rar!\u001A\u0007", "a RAR archive", UNPACK),
    new Magic(0, "BZh", "a bzip2 file", UNPACK),
    new Magic(0, "\u0004\"M\u0018", "an LZ4 file", UNPACK),
    new Magic(0, "LZIP", "an lzip file", UNPACK),
    new Magic(0, "\u001F\u009D", "a file of `compress`", UNPACK),
    new Magic(0, "\u00D0\u00CF\u0011\u00E0", "a document of an older office program", UNPACK),
    new Magic(0, "%PDF-", "a PDF", NOTHING),
    new Magic(0, "\u0089PNG\r\n\u001A\n", "a PNG picture", NOTHING),
    new Magic(0, "\u00FF\u00D8\u00FF", "a JPEG picture", NOTHING),
    new Magic(0, "\u007FELF", "a program", NOTHING),
  };

  /** Forms that stand inside a recording's own compression, where Lumen does not open them. */
  private static final Magic[] WITHIN = {
    new Magic(0, "MThd", "a MIDI file", UNPACK),
    new Magic(0, "\u001F\u008B", "a gzip file", UNPACK),
    new Magic(0, "(\u00B5/\u00FD", "a Zstandard file", UNPACK),
    new Magic(0, "\u00FD7zXZ\0", "an xz file", UNPACK),
  };

  /**
   * The form of a file that is known for none of a recording.
   *
   * @param head its first bytes, 262 where it has them; decompressed
   * @param compressed whether they were compressed
   */
  static Optional<ForeignForm> of(byte[] head, boolean compressed) {
    if (compressed) {
      for (Magic magic : WITHIN) {
        if (magic.in(head)) {
          return Optional.of(new ForeignForm(magic.words, magic.remedy));
        }
      }
    }
    // A recording may hold any of these words at any place of its first line.
    boolean json = head.length > 0 && (head[0] == '{' || head[0] == '[');
    for (Magic magic : FORMS) {
      if (!json && magic.in(head)) {
        return Optional.of(new ForeignForm(magic.words, magic.remedy));
      }
    }
    return utf16(head).or(() -> ForeignText.of(head));
  }

  private static Optional<ForeignForm> utf16(byte[] head) {
    if (head.length < 4) {
      return Optional.empty();
    }
    int first = head[0] & 0xFF;
    int second = head[1] & 0xFF;
    boolean marked = (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
    boolean little = first >= ' ' && second == 0 && (head[2] & 0xFF) >= ' ' && head[3] == 0;
    boolean big = first == 0 && second >= ' ' && head[2] == 0 && (head[3] & 0xFF) >= ' ';
    return marked || little || big
        ? Optional.of(
            new ForeignForm(
                "UTF-16 text", "`iconv -f UTF-16 -t UTF-8` makes it UTF-8, which is read"))
        : Optional.empty();
  }
}

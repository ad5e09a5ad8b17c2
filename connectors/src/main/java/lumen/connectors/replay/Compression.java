package lumen.connectors.replay;

import java.io.InputStream;
import java.util.Optional;

/** How a part is compressed, told by its first bytes and never by its name. */
enum Compression {
  /** RFC 1952. */
  GZIP("gzip") {
    @Override
    boolean begins(byte[] first) {
      return is(first, 0x1F, 0x8B);
    }

    @Override
    InputStream open(InputStream raw, boolean growing) {
      return new GzipInput(raw, growing);
    }
  },
  /** RFC 8878; a skippable frame may come first, as of several writers at once. */
  ZSTD("Zstandard") {
    @Override
    boolean begins(byte[] first) {
      return is(first, 0x28, 0xB5, 0x2F, 0xFD)
          || (first.length >= 4 && (first[0] & 0xF0) == 0x50 && isSkippable(first));
    }

    @Override
    InputStream open(InputStream raw, boolean growing) {
      return new ZstdInput(raw);
    }
  },
  /** The .xz format, version 1. */
  XZ("xz") {
    @Override
    boolean begins(byte[] first) {
      return is(first, 0xFD, '7', 'z', 'X', 'Z', 0);
    }

    @Override
    InputStream open(InputStream raw, boolean growing) {
      return new XzInput(raw);
    }
  };

  /** So many first bytes tell all of them. */
  static final int MAGIC_BYTES = 6;

  private final String words;

  Compression(String words) {
    this.words = words;
  }

  /** How a part with these first bytes is compressed; empty: it is not. */
  static Optional<Compression> of(byte[] first) {
    for (Compression one : values()) {
      if (one.begins(first)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** Its name as people know it. */
  String words() {
    return words;
  }

  abstract boolean begins(byte[] first);

  /**
   * The content.
   *
   * @param raw the part from its beginning, owned by the content
   * @param growing whether an unfinished end is only the end for now; gzip alone knows such
   */
  abstract InputStream open(InputStream raw, boolean growing);

  private static boolean isSkippable(byte[] first) {
    return (first[1] & 0xFF) == 0x2A && (first[2] & 0xFF) == 0x4D && (first[3] & 0xFF) == 0x18;
  }

  private static boolean is(byte[] first, int... magic) {
    if (first.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((first[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}

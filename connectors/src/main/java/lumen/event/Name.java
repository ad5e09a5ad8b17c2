package lumen.event;

/**
 * A pooled source, key or tenant.
 *
 * @see NamePool
 */
public final class Name {
  private final String text;
  private final byte[] utf8;
  private final int id;

  Name(String text, byte[] utf8, int id) {
    this.text = text;
    this.utf8 = utf8;
    this.id = id;
  }

  /** The name itself. */
  public String text() {
    return text;
  }

  /** A number that is unique in the pool's current generation. */
  public int id() {
    return id;
  }

  /** The name in UTF-8; not to be written to. */
  byte[] utf8() {
    return utf8;
  }

  boolean sameBytes(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length != utf8.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (utf8[i] != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  int hash() {
    return NamePool.hash(utf8, 0, utf8.length);
  }
}

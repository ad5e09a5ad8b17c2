package lumen.signal.loop;

/** What may be true of a tick beside its error; each is one bit of a byte. */
public enum TickMark {
  /** Its correction was refused. */
  REFUSED(1),
  /** It stood in E2 or E3. */
  STOOD(2),
  /** It followed the published rate. */
  RATED(4),
  /** It was as good as the tick that the published rate asks for. */
  NEAR(8);

  private final int bit;

  TickMark(int bit) {
    this.bit = bit;
  }

  /** A byte with this bit alone where it is true, else 0. */
  public byte where(boolean isTrue) {
    return (byte) (isTrue ? bit : 0);
  }

  /** Whether it is true in a byte. */
  public boolean in(byte marks) {
    return (marks & bit) != 0;
  }
}

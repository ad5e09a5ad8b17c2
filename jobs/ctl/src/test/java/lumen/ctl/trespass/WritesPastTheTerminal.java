package lumen.ctl.trespass;

/** Tells its user something where nobody can gather it. */
public final class WritesPastTheTerminal {
  void tell(String text) {
    System.err.println(text);
  }
}

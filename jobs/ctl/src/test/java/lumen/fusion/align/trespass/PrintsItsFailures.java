package lumen.fusion.align.trespass;

/** Tells a failure to nobody. */
public final class PrintsItsFailures {
  void swallow(RuntimeException failure) {
    failure.printStackTrace();
  }
}

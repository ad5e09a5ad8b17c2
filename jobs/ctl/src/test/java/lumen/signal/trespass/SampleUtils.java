package lumen.signal.trespass;

/** Has a name that says nothing. */
public final class SampleUtils {
  private SampleUtils() {}
}

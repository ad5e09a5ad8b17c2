package lumen.fusion.evidence.trespass;

import java.lang.reflect.Method;

/** Breaks the wall around evidence. */
public final class LooksBehindRules {
  private LooksBehindRules() {}

  /** Looks for a method by its name. */
  public static String find(Object value, String name) throws NoSuchMethodException {
    Method method = value.getClass().getMethod(name);
    return method.getName();
  }
}

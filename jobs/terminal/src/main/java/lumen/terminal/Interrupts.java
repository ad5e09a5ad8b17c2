package lumen.terminal;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C, and the request of a service manager to end, as an event instead of the end of the
 * process: the first one is told, a second one ends it. A shutdown hook would not do, since Flink's
 * own hooks take a job of this process apart at the same time.
 */
public final class Interrupts implements AutoCloseable {
  private static final int EXIT_OF_INTERRUPT = 130;
  private static final List<String> SIGNALS = List.of("INT", "TERM");

  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, Object> before = new LinkedHashMap<>();

  private Interrupts(Runnable first) {
    Object handler = handler(() -> heard(first));
    SIGNALS.forEach(signal -> before.put(signal, set(signal, handler)));
  }

  /**
   * Begins to listen.
   *
   * @param first called once, in a thread of its own
   */
  public static Interrupts tell(Runnable first) {
    return new Interrupts(first);
  }

  private void heard(Runnable first) {
    if (count.incrementAndGet() == 1) {
      Thread thread = new Thread(first, "interrupt");
      thread.setDaemon(true);
      thread.start();
    } else {
      endProcess();
    }
  }

  /** Ends this process at once, as an interrupt does that nobody listens to. */
  public static void endProcess() {
    Runtime.getRuntime().halt(EXIT_OF_INTERRUPT);
  }

  /** Whether there was one. */
  public boolean any() {
    return count.get() > 0;
  }

  /** A handler of the JDK's own type, which is not part of the platform's API. */
  private static Object handler(Runnable handler) {
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      return Proxy.newProxyInstance(
          type.getClassLoader(),
          new Class<?>[] {type},
          (self, method, arguments) -> {
            if (method.getName().equals("handle")) {
              handler.run();
            }
            return null;
          });
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the JDK must have the module jdk.unsupported", e);
    }
  }

  private static Object set(String name, Object handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      return signal
          .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
          .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the JDK must let a program handle an interrupt", e);
    }
  }

  @Override
  public void close() {
    before.forEach(Interrupts::set);
  }
}

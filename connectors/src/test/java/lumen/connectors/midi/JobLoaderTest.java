package lumen.connectors.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As in a Flink task: the job's classes in a loader of their own, drivers beside the cluster's. */
class JobLoaderTest {
  @TempDir private Path folder;

  /** Looks for the classes of the job here first, like Flink's user code loader. */
  private static final class JobLoader extends URLClassLoader {
    JobLoader(URL... jars) {
      super(jars, JobLoaderTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (findLoadedClass(name) == null && name.startsWith("lumen.") && !name.contains(".rig.")) {
          return findClass(name);
        }
        return super.loadClass(name, resolve);
      }
    }
  }

  @Test
  void driversOfTheClusterAreFoundWhateverTheCallersLoader() throws Exception {
    URL classes = MidiInput.class.getProtectionDomain().getCodeSource().getLocation();
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    try (DeviceRig rig = new DeviceRig(folder);
        JobLoader job = new JobLoader(classes)) {
      rig.plug("keys.mid", SmfBytes.of(0, 96, "00 904064" + "18 904000"));
      caller.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      Class<?> optionsType = job.loadClass("lumen.connectors.midi.MidiOptions");
      Object options = optionsType.getMethod("of", String.class).invoke(null, "keys");
      Class<?> inputType = job.loadClass("lumen.connectors.midi.MidiInput");
      assertThat(inputType.getClassLoader()).isSameAs(job);
      LongSupplier clock = System::nanoTime;
      AtomicInteger heard = new AtomicInteger();
      Consumer<Object> out = message -> heard.incrementAndGet();

      try (AutoCloseable input =
          (AutoCloseable)
              inputType
                  .getConstructor(String.class, optionsType, LongSupplier.class)
                  .newInstance("job", options, clock)) {
        inputType.getMethod("open", Runnable.class).invoke(input, rig.wake());
        Method drain = inputType.getMethod("drain", Consumer.class, int.class);
        DeviceRig.await(
            () -> {
              try {
                drain.invoke(input, out, 100);
              } catch (ReflectiveOperationException e) {
                throw new LinkageError("drain must be callable", e);
              }
              return heard.get() > 10;
            });
      }
    } finally {
      caller.setContextClassLoader(before);
    }
  }
}

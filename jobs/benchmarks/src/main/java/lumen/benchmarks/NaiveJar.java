package lumen.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** A jar of the naive job that a cluster takes: the jobs jar and the job's own classes. */
final class NaiveJar {
  private static final List<Class<?>> CLASSES =
      List.of(
          NaiveJob.class,
          NaiveEvent.class,
          NaiveParser.class,
          NaiveChannelState.class,
          NaiveFilter.class,
          NaiveStep.class,
          NaiveFusion.class);

  private NaiveJar() {}

  /** Writes the jar. */
  static void write(Path jobsJar, Path target) throws IOException {
    try (JarFile jobs = new JarFile(jobsJar.toFile());
        OutputStream file = Files.newOutputStream(target);
        JarOutputStream out = new JarOutputStream(file)) {
      Enumeration<JarEntry> entries = jobs.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        try (InputStream in = jobs.getInputStream(entry)) {
          add(entry.getName(), in, out);
        }
      }
      for (Class<?> type : CLASSES) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream("/" + name)) {
          add(name, in, out);
        }
      }
    }
  }

  private static void add(String name, InputStream in, JarOutputStream out) throws IOException {
    out.putNextEntry(new JarEntry(name));
    in.transferTo(out);
    out.closeEntry();
  }
}

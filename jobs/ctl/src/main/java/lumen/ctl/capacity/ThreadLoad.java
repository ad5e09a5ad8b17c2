package lumen.ctl.capacity;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time of a process by what its threads are for: the tasks of a job by the name of their
 * chain, the compilers, the collector, all others together. From Linux's {@code /proc}, where a
 * thread's name has 15 characters at most; elsewhere it is empty. A thread that ends counts as it
 * was seen last. Not for several threads at once.
 */
final class ThreadLoad {
  private static final String COMPILERS = "compilers";
  private static final String COLLECTOR = "collector";
  private static final String OTHERS = "others";
  private static final long LEAST_NANOS = 100_000_000L;

  /** Ticks a second of the times in {@code stat}, on every Linux (USER_HZ). */
  private static final double TICKS = 100;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private record Seen(String what, long ticks) {}

  private final Path threads;
  private final Map<String, Seen> first = new HashMap<>();
  private final Map<String, Seen> newest = new HashMap<>();
  private long sampledNanos;

  ThreadLoad(long pid) {
    threads = Path.of("/proc", Long.toString(pid), "task");
    look(first);
    newest.putAll(first);
    sampledNanos = System.nanoTime();
  }

  /** Takes a sample. */
  void sample() {
    if (System.nanoTime() - sampledNanos >= LEAST_NANOS) {
      look(newest);
      sampledNanos = System.nanoTime();
    }
  }

  /** Seconds since the beginning by what they were for, in the order of the names. */
  Map<String, Double> seconds() {
    Map<String, Double> seconds = new TreeMap<>();
    newest.forEach(
        (thread, seen) -> {
          Seen before = first.get(thread);
          long from = before == null || before.ticks() > seen.ticks() ? 0 : before.ticks();
          seconds.merge(seen.what(), (seen.ticks() - from) / TICKS, Double::sum);
        });
    return seconds;
  }

  private void look(Map<String, Seen> into) {
    if (!Files.isDirectory(threads)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
      for (Path thread : all) {
        try {
          into.put(thread.getFileName().toString(), seen(Files.readString(thread.resolve("stat"))));
        } catch (IOException e) {
          // The thread has ended: as it was seen last.
        }
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  /** The name stands in brackets, and may hold some itself. */
  private static Seen seen(String stat) {
    String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    return new Seen(what(name), ticks);
  }

  /** What a thread is for: a task is named CHAIN (1/2)#0, of which Linux keeps the beginning. */
  static String what(String name) {
    if (name.contains("CompilerThre")) {
      return COMPILERS;
    }
    if (name.startsWith("GC Thread") || name.startsWith("G1 ")) {
      return COLLECTOR;
    }
    int place = name.indexOf(" (");
    int next = name.indexOf(" -");
    if (name.startsWith("Source:") || place > 0 || next > 0) {
      int end = Math.min(place > 0 ? place : name.length(), next > 0 ? next : name.length());
      return name.startsWith("Source:") ? "source" : name.substring(0, end);
    }
    return OTHERS;
  }
}

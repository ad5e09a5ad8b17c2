package lumen.ctl.upgrade;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import lumen.cluster.FlinkClassPath;
import lumen.terminal.LumenHome;

/**
 * Other versions of the jobs jar: the one of the build, of which one source is changed in one place
 * and compiled again. A change whose place is no longer there fails here and not in what it tests.
 */
public enum VersionJars {
  /** Keeps one field more of each tenant. */
  ADDED_FIELD(
      "fuse/StoredTenant",
      List.of("\"tenant\", 2, 0", "out.field(snapshot);"),
      List.of("\"tenant\", 2, 1", "out.field(snapshot); out.field(more -> more.writeLong(42));")),
  /** Asks of each tenant for a field that no version has written. */
  BROKEN_READER(
      "fuse/StoredTenant",
      List.of("in.field().readLong(), in.fieldBytes())"),
      List.of("in.field().readLong(), in.fieldBytes(in))")) {
    @Override
    String changed(String source) {
      return super.changed(source)
          .replace("in.fieldBytes(in))", "third(in.fieldBytes(), in.field()))")
          .replace(
              "  /** The state that holds {@link #hot}. */",
              "  private static byte[] third(byte[] snapshot, lumen.state.StateReader more) {\n"
                  + "    more.readLong();\n    return snapshot;\n  }\n");
    }
  },
  /** Keeps tenants in a form that no version before can read; reads that of the build too. */
  NEXT_MAJOR(
      "fuse/StoredTenant",
      List.of(
          "private static final StateForm FORM = new StateForm(\"tenant\", 2, 0);",
          "        FORM.write(",
          "return FORM.read("),
      List.of(
          "private static final StateForm FORM = new StateForm(\"tenant\", 2, 0);"
              + " private static final StateForm NEXT = new StateForm(\"tenant\", 3, 0);",
          "        NEXT.write(",
          "return (hot.payload()[8] == 3 ? NEXT : FORM).read(")),
  /** Has lost the uid of the operator that keeps tenants. */
  OTHER_UID("graph/FusionOperator", List.of("\"tenant\""), List.of("\"tenants\"")),
  /** Tells q tenfold; its states are those of the build. */
  TENFOLD_Q(
      "sink/FrameForm",
      List.of(".number(\"q\", frame.q())"),
      List.of(".number(\"q\", 10 * frame.q())")),
  /** Tells a phase difference that is a thousandth of a cycle off. */
  BIASED_PHASE(
      "sink/FrameForm",
      List.of(".number(\"phase_diff\", frame.phaseDiff())"),
      List.of(".number(\"phase_diff\", frame.phaseDiff() + 0.001)"));

  /**
   * Form, length of its name, name, version: as a savepoint holds a tenant that has one more field.
   */
  private static final byte[] TENANT_WITH_FIELD =
      ("L" + (char) 6 + "tenant" + (char) 2 + (char) 1).getBytes(StandardCharsets.ISO_8859_1);

  private final String source;
  private final List<String> places;
  private final List<String> changes;

  VersionJars(String source, List<String> places, List<String> changes) {
    this.source = source;
    this.places = places;
    this.changes = changes;
  }

  String changed(String text) {
    String changed = text;
    for (int i = 0; i < places.size(); i++) {
      if (!changed.contains(places.get(i))) {
        throw new IllegalStateException("%s must hold %s".formatted(source, places.get(i)));
      }
      changed = changed.replace(places.get(i), changes.get(i));
    }
    return changed;
  }

  /**
   * Whether a savepoint holds a tenant as {@link #ADDED_FIELD} keeps it.
   *
   * @param savepoint its URI
   */
  public static boolean holdsAddedField(String savepoint) throws IOException {
    String form = new String(TENANT_WITH_FIELD, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.list(Path.of(URI.create(savepoint)))) {
      for (Path file : files.toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(form)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Makes it.
   *
   * @param folder where the jar is put
   */
  public Path make(Path folder) throws IOException {
    LumenHome home = LumenHome.locate();
    Path original =
        home.root().resolve("jobs/fusion/src/main/java/lumen/fusion/" + source + ".java");
    Path work = Files.createTempDirectory(folder, "version-");
    Path file = work.resolve(original.getFileName());
    Files.writeString(file, changed(Files.readString(original)));
    Path classes = Files.createDirectory(work.resolve("classes"));
    compile(file, classes, home.jobsJar());
    Path jar = folder.resolve(name().toLowerCase(java.util.Locale.ROOT) + ".jar");
    Files.copy(home.jobsJar(), jar, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem inside = FileSystems.newFileSystem(jar);
        Stream<Path> made = Files.walk(classes)) {
      for (Path one : made.filter(Files::isRegularFile).toList()) {
        Files.copy(
            one,
            inside.getPath(classes.relativize(one).toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return jar;
  }

  private static void compile(Path file, Path classes, Path jobsJar) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();
    int exit =
        compiler.run(
            null,
            said,
            said,
            "-proc:none",
            "-nowarn",
            "-cp",
            jobsJar + File.pathSeparator + FlinkClassPath.ofEnvironment(),
            "-d",
            classes.toString(),
            file.toString());
    if (exit != 0) {
      throw new IllegalStateException(
          "a changed source must compile: " + said.toString(StandardCharsets.UTF_8));
    }
  }
}

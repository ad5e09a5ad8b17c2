package lumen.release.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What of a checkout goes into a release: what is kept in Git and is of use without its sources,
 * and the jars of the build, at the places where lumenctl looks for them.
 */
final class ReleaseTree {
  private static final String LIBRARY = "jobs/ctl/target/lumenctl/lib";
  private static final String ARTEFACTS = "jobs/ctl/target/lumenctl/artefacts.txt";
  private static final String JOBS = "jobs/jobs/target/lumen-jobs.jar";
  private static final List<String> LIBRARIES =
      List.of(LIBRARY, "jobs/ctl/target/flink/lib", "jobs/ctl/target/kafka/lib");
  private static final String JVM_OPTIONS =
      "jobs/cluster/src/main/resources/lumen/cluster/flink-jvm.options";

  /** Folders and files of the checkout that are of use without its sources. */
  static final List<String> KEPT =
      List.of(
          "CHANGELOG.md",
          "LICENSE",
          "NOTICE",
          "README.md",
          "configs",
          "dashboards",
          "deploy",
          "docs",
          "scripts/lumenctl",
          JVM_OPTIONS);

  private final Path checkout;
  private final ReleaseVersion version;

  ReleaseTree(Path checkout, ReleaseVersion version) {
    this.checkout = checkout;
    this.version = version;
  }

  /**
   * All files of a release, sums and bill of materials among them.
   *
   * @param tracked paths that Git keeps, of {@link #KEPT}
   * @throws IOException if the build is not there, or one of its jars is none that Maven knows
   */
  List<PackedFile> files(List<String> tracked) throws IOException {
    SortedMap<String, PackedFile> files = new TreeMap<>();
    for (String path : tracked) {
      add(files, PackedFile.of(path, checkout.resolve(path)));
    }
    SortedMap<String, Artefact> known = artefacts();
    BillOfMaterials bill = new BillOfMaterials(version);
    for (String library : LIBRARIES) {
      for (Path jar : jars(library)) {
        String path = library + "/" + jar.getFileName();
        add(files, jar(path, jar));
        bill.add(artefact(known, jar), path, Sums.sha256(jar));
      }
    }
    Path jobs = checkout.resolve(JOBS);
    if (!Files.isRegularFile(jobs)) {
      throw notBuilt(JOBS);
    }
    add(files, jar(JOBS, jobs));
    bill.add(
        new Artefact("lumen", "lumen-jobs", version.version(), "all"), JOBS, Sums.sha256(jobs));
    add(files, PackedFile.of(BillOfMaterials.FILE, bill.text()));
    add(files, PackedFile.of(ReleaseVersion.FILE, version.text()));
    SortedMap<String, String> sums = new TreeMap<>();
    for (PackedFile file : files.values()) {
      sums.put(file.path(), Sums.sha256(file.content().read()));
    }
    add(files, PackedFile.of(Sums.FILE, Sums.text(sums)));
    return List.copyOf(files.values());
  }

  private static PackedFile jar(String path, Path jar) {
    return new PackedFile(path, false, () -> Files.readAllBytes(jar));
  }

  private static void add(SortedMap<String, PackedFile> files, PackedFile file) {
    files.put(file.path(), file);
  }

  private SortedMap<String, Artefact> artefacts() throws IOException {
    Path list = checkout.resolve(ARTEFACTS);
    if (!Files.isRegularFile(list)) {
      throw notBuilt(ARTEFACTS);
    }
    return Artefact.byJar(Files.readAllLines(list));
  }

  private Artefact artefact(SortedMap<String, Artefact> known, Path jar) throws IOException {
    String name = jar.getFileName().toString();
    if (name.equals("lumen-ctl-" + version.version() + ".jar")) {
      return new Artefact("lumen", "lumen-ctl", version.version(), "");
    }
    Artefact found = known.get(name);
    if (found == null) {
      throw new IOException(
          "every jar must be an artefact that the build knows (mvn -pl jobs/ctl -am package): "
              + jar);
    }
    return found;
  }

  private List<Path> jars(String library) throws IOException {
    Path folder = checkout.resolve(library);
    List<Path> jars = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
      }
    }
    if (jars.isEmpty()) {
      throw notBuilt(library);
    }
    return jars;
  }

  private static IOException notBuilt(String what) {
    return new IOException(
        "the build must be there (mvn -pl jobs/ctl -am package -DskipTests): no " + what);
  }
}

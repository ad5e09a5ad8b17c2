package lumen.release.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import lumen.terminal.Json;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal files make equal archives, and what is in one can be checked by what it says. */
final class ReleasePackTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final ReleaseVersion VERSION = new ReleaseVersion("7.1", "2.2.1", TIME, "abc");
  private static final List<String> TRACKED =
      List.of("scripts/lumenctl", "README.md", "configs/a.yaml");

  @TempDir private Path temp;
  private Path checkout;

  @BeforeEach
  void layOut() throws IOException {
    checkout = temp.resolve("checkout");
    write("README.md", "read me");
    write("configs/a.yaml", "a: 1");
    Files.setPosixFilePermissions(
        write("scripts/lumenctl", "#!/bin/sh"), PosixFilePermissions.fromString("rwxrwx---"));
    write("jobs/ctl/target/lumenctl/lib/lumen-ctl-7.1.jar", "ctl");
    write("jobs/ctl/target/lumenctl/lib/flink-core-2.2.1.jar", "flink");
    write("jobs/ctl/target/flink/lib/flink-core-2.2.1.jar", "flink");
    write("jobs/ctl/target/kafka/lib/snappy-java-1.1.jar", "snappy");
    write("jobs/jobs/target/lumen-jobs.jar", "jobs");
    write(
        "jobs/ctl/target/lumenctl/artefacts.txt",
        "\nThe following files have been resolved:\n"
            + "   org.apache.flink:flink-core:jar:2.2.1:compile -- module flink.core (auto)\n"
            + "   org.xerial.snappy:snappy-java:jar:1.1:test\n");
  }

  private Path write(String path, String text) throws IOException {
    Path file = checkout.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private byte[] pack(String name) throws IOException {
    List<PackedFile> files = new ArrayList<>(new ReleaseTree(checkout, VERSION).files(TRACKED));
    Collections.shuffle(files, new java.util.Random(name.hashCode()));
    Path archive = temp.resolve(name);
    new ReleaseArchive(VERSION.folder(), VERSION.time()).write(archive, files);
    return Files.readAllBytes(archive);
  }

  private static List<TarArchiveEntry> entries(byte[] archive, Map<String, String> texts)
      throws IOException {
    List<TarArchiveEntry> entries = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry each = tar.getNextEntry(); each != null; each = tar.getNextEntry()) {
        entries.add(each);
        texts.put(each.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  @Test
  void twoOfEqualFilesAreEqual() throws IOException {
    byte[] first = pack("first.tar.gz");
    for (String touched : TRACKED) {
      Files.setLastModifiedTime(
          checkout.resolve(touched), FileTime.from(Instant.parse("2031-05-05T05:05:05Z")));
    }
    Files.setPosixFilePermissions(
        checkout.resolve("scripts/lumenctl"), PosixFilePermissions.fromString("r-xr-xr-x"));
    assertThat(pack("second.tar.gz")).isEqualTo(first);

    write("configs/a.yaml", "a: 2");
    assertThat(pack("third.tar.gz")).isNotEqualTo(first);
  }

  @Test
  void ownersModesAndTimesAreFixed() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    List<TarArchiveEntry> entries = entries(pack("a.tar.gz"), texts);
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(TIME);
              assertThat(entry.getUserName()).isEqualTo("root");
              assertThat(entry.getLongUserId()).isZero();
              assertThat(entry.getMode() & 0777)
                  .isEqualTo(
                      entry.isDirectory() || entry.getName().endsWith("scripts/lumenctl")
                          ? 0755
                          : 0644);
              assertThat(entry.getName()).startsWith("lumen-7.1/");
            });
    List<String> files =
        entries.stream().filter(one -> !one.isDirectory()).map(TarArchiveEntry::getName).toList();
    assertThat(files).isSorted().contains("lumen-7.1/RELEASE", "lumen-7.1/SHA256SUMS");
  }

  @Test
  void whatIsThereTwiceIsPackedOnce() throws IOException {
    List<TarArchiveEntry> links =
        entries(pack("a.tar.gz"), new TreeMap<>()).stream()
            .filter(TarArchiveEntry::isLink)
            .toList();
    assertThat(links).hasSize(1);
    assertThat(links.get(0).getName())
        .isEqualTo("lumen-7.1/jobs/ctl/target/lumenctl/lib/flink-core-2.2.1.jar");
    assertThat(links.get(0).getLinkName())
        .isEqualTo("lumen-7.1/jobs/ctl/target/flink/lib/flink-core-2.2.1.jar");
  }

  @Test
  void sumsAreThoseOfTheFiles() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    entries(pack("a.tar.gz"), texts);
    List<String> sums = texts.get("lumen-7.1/SHA256SUMS").lines().toList();
    assertThat(sums)
        .hasSize(10)
        .contains(Sums.sha256("a: 1".getBytes(StandardCharsets.UTF_8)) + "  configs/a.yaml")
        .noneMatch(line -> line.endsWith(Sums.FILE));
  }

  @Test
  void billTellsEachJarOnce() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    entries(pack("a.tar.gz"), texts);
    JsonNode bill = Json.mapper().readTree(texts.get("lumen-7.1/lumen-sbom.json"));
    assertThat(bill.findValuesAsText("purl"))
        .containsExactly(
            "pkg:maven/lumen/lumen-ctl@7.1",
            "pkg:maven/lumen/lumen-jobs@7.1?classifier=all",
            "pkg:maven/org.apache.flink/flink-core@2.2.1",
            "pkg:maven/org.xerial.snappy/snappy-java@1.1");
    assertThat(bill.at("/components/2/hashes/0/content").asText())
        .isEqualTo(Sums.sha256("flink".getBytes(StandardCharsets.UTF_8)));
    assertThat(bill.at("/components/2/properties")).hasSize(2);
    assertThat(bill.has("serialNumber")).isFalse();
    assertThat(bill.at("/metadata/timestamp").isMissingNode()).isTrue();
  }

  @Test
  void aJarThatTheBuildDoesNotKnowIsRefused() throws IOException {
    Path stray = write("jobs/ctl/target/flink/lib/stray-1.jar", "?");
    assertThatThrownBy(() -> pack("a.tar.gz"))
        .hasMessage(
            "every jar must be an artefact that the build knows (mvn -pl jobs/ctl -am package): "
                + stray);
    Files.delete(stray);
    Files.delete(checkout.resolve("jobs/jobs/target/lumen-jobs.jar"));
    assertThatThrownBy(() -> pack("a.tar.gz"))
        .hasMessage(
            "the build must be there (mvn -pl jobs/ctl -am package -DskipTests): no"
                + " jobs/jobs/target/lumen-jobs.jar");
    assertThat(temp.resolve("a.tar.gz")).doesNotExist();
  }

  @Test
  void artefactsWithAClassifierHaveOneInTheirJar() {
    Artefact found =
        Artefact.byJar(List.of("   a.b:c-d:jar:linux-x86_64:1.2-3:runtime"))
            .get("c-d-1.2-3-linux-x86_64.jar");
    assertThat(found).isEqualTo(new Artefact("a.b", "c-d", "1.2-3", "linux-x86_64"));
    assertThat(found.purl()).isEqualTo("pkg:maven/a.b/c-d@1.2-3?classifier=linux-x86_64");
  }
}

package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.fusion.sink.Outputs;
import lumen.runtime.lines.SortFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineMergeTest {
  @TempDir Path folder;

  @Test
  void framesAreSortedByTenantThenGridWhateverTheRunsOfTheMerge() throws Exception {
    List<String> expected = new ArrayList<>();
    List<Path> parts = new ArrayList<>();
    for (String tenant : List.of("a", "b", "b\u00e4")) {
      for (int grid = 8; grid < 108; grid++) {
        expected.add(frame(tenant, grid));
      }
    }
    for (int part = 0; part < 3; part++) {
      List<String> lines = new ArrayList<>();
      for (int grid = 8 + part; grid < 108; grid += 3) {
        for (String tenant : List.of("b", "b\u00e4", "a")) {
          lines.add(frame(tenant, grid));
        }
      }
      parts.add(Files.write(folder.resolve("part-" + part), lines));
    }
    for (int linesPerRun : new int[] {1, 7, 1000}) {
      Path merged = folder.resolve("merged-" + linesPerRun);
      long count =
          new LineMerge(Outputs.FRAMES.form().sortedBy(), linesPerRun).merge(parts, merged);
      assertThat(count).isEqualTo(expected.size());
      assertThat(Files.readAllLines(merged)).isEqualTo(expected);
    }
  }

  @Test
  void linesWithEqualKeysKeepTheOrderOfTheParts() throws Exception {
    Path first =
        Files.write(folder.resolve("p1"), List.of("{\"stream\":\"s\",\"offset\":5,\"n\":1}"));
    Path second =
        Files.write(folder.resolve("p2"), List.of("{\"stream\":\"s\",\"offset\":5,\"n\":2}"));
    Path merged = folder.resolve("merged");
    new LineMerge(SortFields.NOTICE, 1).merge(List.of(first, second), merged);
    assertThat(Files.readAllLines(merged))
        .containsExactly(
            "{\"stream\":\"s\",\"offset\":5,\"n\":1}", "{\"stream\":\"s\",\"offset\":5,\"n\":2}");
  }

  @Test
  void noPartsGiveAnEmptyFile() throws Exception {
    Path merged = folder.resolve("merged");
    assertThat(new LineMerge(Outputs.FRAMES.form().sortedBy()).merge(List.of(), merged)).isZero();
    assertThat(merged).isEmptyFile();
  }

  private static String frame(String tenant, long grid) {
    return "{\"ts\":1.0,\"tenant\":\"" + tenant + "\",\"grid\":" + grid + ",\"mode\":\"none\"}";
  }
}

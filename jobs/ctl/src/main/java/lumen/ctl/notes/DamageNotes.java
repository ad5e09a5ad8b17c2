package lumen.ctl.notes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One sentence for each compression of which parts break off or are damaged. */
final class DamageNotes {
  private static final List<String> CODES = List.of("damaged_gzip", "damaged_zstd", "damaged_xz");

  private DamageNotes() {}

  static List<String> of(RunEnd run) {
    ObjectNode rejects = run.accounts().rejects();
    List<String> notes = new ArrayList<>();
    for (String code : CODES) {
      long parts = rejects.path(code).asLong();
      if (parts > 0) {
        notes.add(
            "%d compressed %s: what comes before that is used, the rest of it is lost; `%s` in rejects.ndjson tells the file and the line"
                .formatted(
                    parts,
                    parts == 1 ? "part breaks off or is damaged" : "parts break off or are damaged",
                    code));
      }
    }
    return notes;
  }
}

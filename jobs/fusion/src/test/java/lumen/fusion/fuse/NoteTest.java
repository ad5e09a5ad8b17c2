package lumen.fusion.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lumen.fusion.command.NoteSpan;
import lumen.fusion.command.OperatorCommand;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.runtime.command.CommandHead;
import org.junit.jupiter.api.Test;

/** What somebody says about what happened stands in the evidence, and nowhere else. */
final class NoteTest {
  private static final String TENANT = "stage";
  private static final long SECOND = 1_000_000;
  private static final long START = 1_767_225_600L * SECOND;
  private static final String TEXT = "the mat was wet, \"again\"\nuntil noon";

  private static CommandInput note(List<String> refs, Optional<NoteSpan> span) {
    CommandHead head = new CommandHead("wet", "ann", TENANT, START + 20 * SECOND);
    return CommandInput.of(
        new OperatorCommand.Note(head, TEXT, refs, span), "{}", CommandInput.UNPLACED);
  }

  private static ReferenceBlock beats() {
    int count = 300;
    long[] micros = new long[count];
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      micros[i] = START + i * 200_000L;
      values[i] = 1;
    }
    return new ReferenceBlock(TENANT, "ure", "/ure/tick", micros, values);
  }

  private static FuserRun played(Optional<CommandInput> note) throws Exception {
    FuserRun run = FuserRun.of(LumenSettings.defaults());
    run.take(beats());
    if (note.isPresent()) {
      run.take(note.get());
    }
    run.frontier(START + 120 * SECOND);
    return run;
  }

  @Test
  void noteIsAnEntryOfItsOwnKind() throws Exception {
    NoteSpan span = new NoteSpan(START, START + SECOND / 2);
    try (FuserRun run =
        played(Optional.of(note(List.of("a/E2>E4/5", "p.jpg"), Optional.of(span))))) {
      assertThat(run.evidence.get(TENANT).toString())
          .contains(
              "\"id\":\"stage/note:wet/1767225620000000\"",
              "\"kind\":\"note\",\"rule\":\"note:wet\",\"risk\":null,\"quote\":null,\"action\":null",
              "\"values\":{\"author\":\"ann\",\"text\":\"the mat was wet, \\\"again\\\"\\n"
                  + "until noon\",\"refs\":\"a/E2>E4/5,"
                  + " p.jpg\",\"from\":1767225600.0,\"to\":1767225600.5}")
          .doesNotContain("control:wet");
      assertThat(run.rejects).isEmpty();
    }
  }

  @Test
  void nothingElseIsChanged() throws Exception {
    try (FuserRun with = played(Optional.of(note(List.of(), Optional.empty())));
        FuserRun without = played(Optional.empty())) {
      assertThat(with.control).isEqualTo(without.control).isNotEmpty();
      assertThat(with.frames).isEqualTo(without.frames);
    }
  }
}

package lumen.rig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes what the operator of a rig's bridge does, for {@code lumenctl replay --control}. */
final class RigCommands {
  private record Line(double atS, String id, String text) {}

  private RigCommands() {}

  /**
   * The commands of all stories, one a line, in order of time and id. From the second turn on the
   * turn is part of the id, since an id is carried out once.
   */
  static String lines(List<Story> stories, RigSettings settings) {
    List<Line> lines = new ArrayList<>();
    for (int turn = 0; turn * (long) RigSettings.CYCLE_S < settings.seconds(); turn++) {
      for (Story story : stories) {
        add(story, turn, settings, lines);
      }
    }
    lines.sort(Comparator.comparingDouble(Line::atS).thenComparing(Line::id));
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()).append('\n'));
    return text.toString();
  }

  private static void add(Story story, int turn, RigSettings settings, List<Line> lines) {
    for (Story.Command command : story.commands()) {
      double atS = onTheBeat(story, (double) turn * RigSettings.CYCLE_S + command.atS());
      if (atS < settings.seconds()) {
        String id = turn == 0 ? command.name() : command.name() + "-" + (turn + 1);
        lines.add(new Line(atS, id, text(story, command, id, atS)));
      }
    }
  }

  /** The first tick at or after a moment; the moment itself without a reference engine. */
  private static double onTheBeat(Story story, double atS) {
    return story.pulse().map(pulse -> pulse.nextS(atS)).orElse(atS);
  }

  private static String text(Story story, Story.Command command, String id, double atS) {
    StringBuilder line = new StringBuilder(128);
    line.append("{\"id\":\"").append(id).append("\",\"author\":\"simulator\",\"tenant\":\"");
    line.append(story.tenant()).append("\",\"effective_ts\":");
    EventWriter.timestamp(line, atS);
    line.append(",\"type\":\"").append(command.type()).append('"').append(command.fields());
    return line.append('}').toString();
  }
}

package lumen.governance.slo;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lumen.governance.figure.FigureWindow;
import lumen.governance.figure.History;
import lumen.governance.settings.SloSettings;

/** The two windows of a burn rate as they stand at the end of a step, for all promises. */
final class BurnWindows {
  private static final Map<Kind, Map<Slo, String>> RULES = rules();

  private final Kind kind;
  private final SloSettings.Burn burn;
  private final FigureWindow longer;
  private final FigureWindow shorter;

  /** What a burn rate is called and how bad it is. */
  private enum Kind {
    PAGE_FAST("page_fast", true),
    PAGE_SLOW("page_slow", true),
    TICKET_FAST("ticket_fast", false),
    TICKET_SLOW("ticket_slow", false);

    private final String word;
    private final boolean critical;

    Kind(String word, boolean critical) {
      this.word = word;
      this.critical = critical;
    }

    private Map<Slo, String> rules() {
      Map<Slo, String> rules = new EnumMap<>(Slo.class);
      for (Slo slo : Slo.values()) {
        rules.put(slo, "burn." + slo.word() + '.' + word);
      }
      return rules;
    }
  }

  private static Map<Kind, Map<Slo, String>> rules() {
    Map<Kind, Map<Slo, String>> rules = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      rules.put(kind, kind.rules());
    }
    return rules;
  }

  private BurnWindows(Kind kind, SloSettings.Burn burn, History history) {
    this.kind = kind;
    this.burn = burn;
    longer = history.window(burn.longS());
    shorter = history.window(burn.shortS());
  }

  /** All burn rates, in the order in which they are told. */
  static List<BurnWindows> all(SloSettings.Burns burns, History history) {
    return List.of(
        new BurnWindows(Kind.PAGE_FAST, burns.pageFast(), history),
        new BurnWindows(Kind.PAGE_SLOW, burns.pageSlow(), history),
        new BurnWindows(Kind.TICKET_FAST, burns.ticketFast(), history),
        new BurnWindows(Kind.TICKET_SLOW, burns.ticketSlow(), history));
  }

  SloSettings.Burn burn() {
    return burn;
  }

  FigureWindow longer() {
    return longer;
  }

  FigureWindow shorter() {
    return shorter;
  }

  boolean isCritical() {
    return kind.critical;
  }

  /** The rule of a promise. */
  String rule(Slo slo) {
    return RULES.get(kind).get(slo);
  }
}

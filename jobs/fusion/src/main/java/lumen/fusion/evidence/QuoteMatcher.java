package lumen.fusion.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the quote rules whose words a text holds. */
final class QuoteMatcher {
  private final List<QuoteRule> rules;
  private final List<List<String>> words = new ArrayList<>();

  /** Rules of phrases by their first word. */
  private final Map<String, List<Integer>> phrases = new HashMap<>();

  QuoteMatcher(List<QuoteRule> rules) {
    this.rules = rules;
    for (int i = 0; i < rules.size(); i++) {
      List<String> sought = FoldedText.words(rules.get(i).match());
      words.add(sought);
      if (!rules.get(i).anyOrder()) {
        phrases.computeIfAbsent(sought.get(0), word -> new ArrayList<>()).add(i);
      }
    }
  }

  /** The rules that match, in their order. */
  List<QuoteRule> matching(String text) {
    List<String> given = FoldedText.words(text);
    boolean[] matches = new boolean[rules.size()];
    for (int at = 0; at < given.size(); at++) {
      for (int rule : phrases.getOrDefault(given.get(at), List.of())) {
        matches[rule] |= stands(words.get(rule), given, at);
      }
    }
    Set<String> all = new HashSet<>(given);
    List<QuoteRule> matching = new ArrayList<>();
    for (int i = 0; i < matches.length; i++) {
      if (matches[i] || (rules.get(i).anyOrder() && all.containsAll(words.get(i)))) {
        matching.add(rules.get(i));
      }
    }
    return matching;
  }

  private static boolean stands(List<String> phrase, List<String> given, int at) {
    return at + phrase.size() <= given.size()
        && given.subList(at, at + phrase.size()).equals(phrase);
  }
}

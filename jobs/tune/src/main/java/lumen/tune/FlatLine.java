package lumen.tune;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One line of a log: its numbers and texts by name, and the names of all that it gives. */
final class FlatLine {
  private final NavigableMap<String, Double> numbers = new TreeMap<>();
  private final SortedMap<String, String> texts = new TreeMap<>();
  private final SortedSet<String> names = new TreeSet<>();
  private final int line;

  FlatLine(int line) {
    this.line = line;
  }

  /** Its number in the file, from 1. */
  int line() {
    return line;
  }

  void put(String name, double number) {
    names.add(name);
    numbers.put(name, number);
  }

  void put(String name, String text) {
    names.add(name);
    texts.put(name, text);
  }

  /** Something that is neither a number nor a text, such as null. */
  void putOther(String name) {
    names.add(name);
  }

  /** How many names it gives. */
  int size() {
    return names.size();
  }

  /** Whether a name is given, be it null. */
  boolean has(String name) {
    return names.contains(name);
  }

  /** Whether a name that begins so is given. */
  boolean hasPrefix(String prefix) {
    SortedSet<String> from = names.tailSet(prefix);
    return !from.isEmpty() && from.first().startsWith(prefix);
  }

  /** A number; NaN where it is null, absent or no number. */
  double number(String name) {
    return numbers.getOrDefault(name, Double.NaN);
  }

  /** The number of the first of two names that is given as one. */
  double number(String name, String instead) {
    double number = number(name);
    return Double.isNaN(number) ? number(instead) : number;
  }

  /** A text; empty where it is null, absent or no text. */
  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  SortedMap<String, Double> numbers() {
    return Collections.unmodifiableSortedMap(numbers);
  }
}

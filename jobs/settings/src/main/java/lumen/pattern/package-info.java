/**
 * Patterns of names, such as the keys of channels: several grammars, one engine whose time is
 * linear in the name, whatever the pattern.
 *
 * <p>A lowest package: knows RE2, and no other package of Lumen.
 */
package lumen.pattern;

/**
 * What comes in from outside: an event and its JSON form, the samples, texts and commands made of
 * it, what was not taken, and the {@link lumen.event.Account} of it all, each with its form between
 * tasks.
 *
 * <p>The lowest package: it may know Flink's types and serializers, and no other package of Lumen.
 */
package lumen.event;

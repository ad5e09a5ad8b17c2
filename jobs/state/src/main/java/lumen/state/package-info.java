/**
 * The one form of everything that a savepoint keeps of Lumen: {@link lumen.state.StateForm} names a
 * state and its version, {@link lumen.state.StateWriter} and {@link lumen.state.StateReader} write
 * and read its fields.
 *
 * <p>Knows the JDK alone: neither what a state means nor who keeps it.
 */
package lumen.state;

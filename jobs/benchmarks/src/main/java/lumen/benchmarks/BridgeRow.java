package lumen.benchmarks;

/**
 * One measurement of the bridge.
 *
 * @param what what was measured, and how often
 * @param found what was found
 * @param bar what it is held to
 * @param met whether it is kept
 */
record BridgeRow(String what, String found, String bar, boolean met) {}

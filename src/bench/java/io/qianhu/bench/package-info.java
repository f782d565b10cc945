/**
 * How fast Qianhu is, beside what else could do its intake. {@link io.qianhu.bench.SideBySide} runs the contestants and
 * {@link io.qianhu.bench.InputGenerator} makes their input; the classes named {@code …Benchmark} are JMH's. Compiled
 * with the Maven profile {@code bench} alone, never packaged. All numbers are invented.
 */
@NullMarked
package io.qianhu.bench;

import org.jspecify.annotations.NullMarked;

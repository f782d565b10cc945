/**
 * What people and programs that watch are told: alerts to webhooks, figures for Prometheus, health. Start at {@link
 * io.qianhu.watch.Alerts} and {@link io.qianhu.watch.ManagementServer}. Nothing here is ever waited for by a run. May use
 * {@code campaign}, {@code number}, {@code ledger}, {@code pace}, {@code dyvms}, {@code dispatch}, {@code job}, {@code
 * report}, {@code schedule}, {@code http}, Micrometer and Spring Boot's health.
 */
@NullMarked
package io.qianhu.watch;

import org.jspecify.annotations.NullMarked;

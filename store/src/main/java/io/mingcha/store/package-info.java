/**
 * The record of sessions in a data folder: {@link io.mingcha.store.DataFolder} is the folder as a running capture owns
 * it, {@link io.mingcha.store.SessionStore} the sessions in it, {@link io.mingcha.store.RecordingSession} one that is
 * being written, {@link io.mingcha.store.StoredSession} one that is being read. Each session is a folder of its own:
 * {@code session.json} (how it stands), {@code secret}, {@code log.mv.db} (one row per exchange) and
 * {@code bodies-*.seg}.
 *
 * <p>Knows {@code flows} and {@code settings}. Known by {@code console} and {@code cli}.
 */
@NullMarked
package io.mingcha.store;

import org.jspecify.annotations.NullMarked;

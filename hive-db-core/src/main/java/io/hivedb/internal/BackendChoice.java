// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.spi.BackendProvider;

/**
 * The provider that was chosen.
 *
 * @param provider the provider
 * @param reason why, as a phrase for the log
 */
record BackendChoice(BackendProvider provider, String reason) {}

// SPDX-License-Identifier: Apache-2.0
/** Tools and libraries as their users have them, each with a suite that runs on every backend. */
@NullMarked
package io.hivedb.clients;

import org.jspecify.annotations.NullMarked;

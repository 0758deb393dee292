/**
 * The owner's informed decision to share. Nothing is uploaded without it; downloading does not depend on it. The text
 * that the owner reads stands here and nowhere else.
 */
package io.ayni.agent.consent;

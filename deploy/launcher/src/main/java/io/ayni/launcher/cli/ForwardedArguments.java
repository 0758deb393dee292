package io.ayni.launcher.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Arguments to pass on to another run of the same command.
 *
 * @param withheld options that take a value and are not passed on
 */
record ForwardedArguments(List<String> withheld) {
    /** The given arguments without the withheld options, in both spellings, {@code --key value} and {@code --key=value}. */
    List<String> of(List<String> given) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            if (withheld.contains(word)) {
                i++; // its value
            } else if (withheld.stream().noneMatch(option -> word.startsWith(option + "="))) {
                kept.add(word);
            }
        }
        return kept;
    }
}

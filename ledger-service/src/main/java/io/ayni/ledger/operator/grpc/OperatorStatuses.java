package io.ayni.ledger.operator.grpc;

import io.ayni.ledger.benefit.BenefitCatalogue;
import io.ayni.ledger.operator.OperatorRefusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Which status each refusal has. */
final class OperatorStatuses {
    private OperatorStatuses() {}

    static StatusRuntimeException of(OperatorRefusal refusal) {
        Status status =
                switch (refusal) {
                    case ACTION_ID_TAKEN ->
                        Status.ALREADY_EXISTS.withDescription("the action id was used for something else");
                    case UNKNOWN -> Status.NOT_FOUND.withDescription("there is no such thing");
                    case SEQUENCE_TAKEN ->
                        Status.ALREADY_EXISTS.withDescription("the campaign has a funding of this sequence");
                    case SEQUENCE_BEHIND ->
                        Status.FAILED_PRECONDITION.withDescription("the campaign has a funding of a higher sequence");
                    case NOT_ADJUSTABLE ->
                        Status.INVALID_ARGUMENT.withDescription("account is no owner's and no pool of this ledger");
                    case ALREADY_MADE -> Status.FAILED_PRECONDITION.withDescription("the adjustment was made before");
                    case SECOND_OPERATOR_NEEDED ->
                        Status.PERMISSION_DENIED.withDescription("it takes a second operator to approve");
                    case EXPIRED -> Status.FAILED_PRECONDITION.withDescription("the proposal has expired");
                    case NOT_ENOUGH ->
                        Status.FAILED_PRECONDITION.withDescription(
                                "no shard holds so much of the account: propose smaller parts");
                    case ALREADY_DECIDED -> Status.FAILED_PRECONDITION.withDescription("the case is decided");
                    case NOT_QUARANTINED ->
                        Status.FAILED_PRECONDITION.withDescription("the account is under no quarantine");
                    case VERSION_TAKEN ->
                        Status.ALREADY_EXISTS.withDescription("this version of the benefit was published");
                    case VERSION_BEHIND ->
                        Status.FAILED_PRECONDITION.withDescription("a higher version of the benefit was published");
                    case CATALOGUE_FULL ->
                        Status.RESOURCE_EXHAUSTED.withDescription(
                                "the catalogue has " + BenefitCatalogue.MAX_BENEFITS + " benefits");
                    case ALREADY_WITHDRAWN -> Status.FAILED_PRECONDITION.withDescription("the benefit is withdrawn");
                    case NO_FURTHER_VERSION ->
                        Status.FAILED_PRECONDITION.withDescription("the benefit has its highest version");
                    case REDEMPTION_ENDED ->
                        Status.FAILED_PRECONDITION.withDescription(
                                "the redemption has ended or its time to be confirmed is over");
                    case ALREADY_LINKED ->
                        Status.ALREADY_EXISTS.withDescription("the account is linked to another reference");
                };
        return status.asRuntimeException();
    }
}

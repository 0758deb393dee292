package io.ayni.launcher.operator;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import io.ayni.ledger.v1.ActionDone;
import io.ayni.ledger.v1.ActionRecord;
import java.util.Map;
import java.util.StringJoiner;

/** What was asked for, in one line: the fields of the request of an action but its id. */
final class RequestText {
    private RequestText() {}

    /** The line; of a method that this program does not know, the number of bytes. */
    static String of(ActionRecord action) {
        MethodDescriptor method = ActionDone.getDescriptor()
                .getFile()
                .findServiceByName("Operator")
                .findMethodByName(action.getMethod());
        String unknown = action.getRequest().size() + " bytes";
        return method == null ? unknown : of(method.getInputType(), action.getRequest(), unknown);
    }

    private static String of(Descriptor type, ByteString request, String unknown) {
        try {
            StringJoiner text = new StringJoiner(" ");
            DynamicMessage.parseFrom(type, request).getAllFields().entrySet().stream()
                    .filter(field -> !field.getKey().getName().equals("action_id"))
                    .forEach(field -> text.add(field.getKey().getName() + "=" + value(field)));
            return text.toString();
        } catch (InvalidProtocolBufferException e) {
            return unknown; // of a newer ledger
        }
    }

    private static String value(Map.Entry<FieldDescriptor, Object> field) {
        return switch (field.getValue()) {
            case ByteString id -> Ids.text(id);
            case DynamicMessage message ->
                "{"
                        + TextFormat.printer()
                                .emittingSingleLine(true)
                                .printToString(message)
                                .strip() + "}";
            case Object other ->
                TextFormat.printer()
                        .printFieldToString(field.getKey(), other)
                        .strip()
                        .replaceFirst("^[^:]*: ", "");
        };
    }
}

/**
 * Private answers to slash commands: a message of the same conversation that only its recipient sees. It vanishes after
 * 24 hours, works in channels, group chats and meetings only, and the recipient must be a member there.
 */
import type { Inbound } from './activity.ts';
import type { Connector, Outbound, Sent } from './connector.ts';

export function targetedPost(connector: Connector, at: Inbound, activity: Outbound): Promise<Sent> {
  const { from } = at;
  return connector.post(
    at.serviceUrl,
    at.conversationId,
    {
      ...activity,
      recipient: { id: from.id, name: from.name, ...(from.aadObjectId && { aadObjectId: from.aadObjectId }) },
      entities: [...entitiesOf(activity), ...(at.id === '' ? [] : [{ type: 'targetedMessageInfo', messageId: at.id }])],
    },
    true,
  );
}

function entitiesOf(activity: Outbound): unknown[] {
  return Array.isArray(activity['entities']) ? activity['entities'] : [];
}

/** The bot's registration, as the environment names it. */

export const BOT_TYPES = ['SingleTenant', 'UserAssignedMSI', 'MultiTenant'] as const;
export type BotType = (typeof BOT_TYPES)[number];

export interface Credentials {
  type: BotType;
  /** The app id, lower case. */
  id: string;
  /** Absent for a managed identity. */
  password?: string;
  /** Absent only for `MultiTenant`. */
  tenant?: string;
}

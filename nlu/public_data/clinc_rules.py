"""Rules for CLINC150 (Larson et al. 2019, CC BY 3.0), English, by intent. Training only."""

from nlu.public_data.clinc_car_rules import CLINC_CAR
from nlu.public_data.rule import Rule, Rules

_CAR = r"\bcar\b|vehicle|drive|driving|fuel|\bgas\b|gps|traffic"
_CHAT = Rule(
    "none",
    "",
    r"\b(play|songs?|music|volume|navigate|directions|weather|traffic|radio|louder|quieter|remind|"
    r"alarm|timer|calendar|email|text|call my|temperature)\b",
)
_OUTSIDE_INTENTS = (  # of CLINC150: money, travel, work, food orders and talk to the assistant about itself
    "accept_reservations account_blocked application_status apr are_you_a_bot balance "
    "bill_balance bill_due book_flight book_hotel "
    "cancel_reservation car_rental card_declined carry_on change_accent change_ai_name "
    "change_language change_speed change_user_name "
    "confirm_reservation credit_limit credit_limit_change credit_score damaged_card "
    "direct_deposit do_you_have_pets expiration_date "
    "flip_coin freeze_account goodbye greeting how_busy how_old_are_you improve_credit_score "
    "income insurance insurance_change "
    "interest_rate international_fees lost_luggage maybe meaning_of_life min_payment new_card "
    "order order_checks order_status pay_bill "
    "payday pin_change pto_balance pto_request pto_request_status pto_used redeem_rewards "
    "replacement_card_duration report_fraud "
    "report_lost_card restaurant_reservation rewards_balance roll_dice rollover_401k routing "
    "spending_history taxes transactions transfer "
    "travel_notification user_name w2 what_are_your_hobbies what_is_your_name where_are_you_from "
    "who_do_you_work_for who_made_you"
)

CLINC: Rules = {
    **dict.fromkeys(_OUTSIDE_INTENTS.split(), (_CHAT,)),
    "oos": (
        Rule(
            "none",
            r"^(i|my|we|you|he|she|please|let's|order|buy|book|start|make|create|write|apply|sign|pay)\b",
            _CHAT.never + r"|\b(what|how|who|where|when|why|which|tell|know|find|look|show|need|car|drive|gas|tire|"
            r"tires|time|news|light|lights|door|window|heat|home|house|note|list|email|message|phone)\b",
        ),
    ),
    "alarm": (Rule("assistant.alarm do", r"alarm|wake me", r"remind|how (do|can|could) i"),),
    "calendar": (Rule("info.calendar query", r"calendar|schedule|agenda|appointment|event", r"remind"),),
    "calendar_update": (Rule("assistant.calendar do", r"calendar|schedule|event|appointment|agenda", r"remind"),),
    "meeting_schedule": (Rule("info.calendar query", r"meeting|appointment|schedule", r"meeting rooms?|remind"),),
    "schedule_meeting": (
        Rule("assistant.calendar do", r"schedule|set|add|book|arrange|plan", r"rooms?|remind|available|email"),
    ),
    "reminder": (Rule("assistant.reminder do", r"remind"),),
    "reminder_update": (Rule("assistant.reminder do", r"remind", r"alarm|calendar"),),
    "timer": (Rule("assistant.timer do", r"timer|count(ing)? ?down", r"alarm"),),
    "todo_list": (Rule("assistant.note do", r"\blists?\b|to-? ?do", r"remind"),),
    "todo_list_update": (Rule("assistant.note do", r"\blists?\b|to-? ?do", r"remind"),),
    "shopping_list": (Rule("assistant.note do", r"\blist\b", r"order|buy everything"),),
    "shopping_list_update": (Rule("assistant.note do", r"\blist\b", r"order|buy everything"),),
    "weather": (Rule("info.weather query", r"weather|rain|snow|forecast|sunny|cloud|wind|humid|storm|umbrella"),),
    "time": (Rule("info.time query", r"\btime\b|o'clock|hour", r"zone|difference|until|left"),),
    "date": (Rule("info.date query", r"\bdate\b|\bday\b|month|year", r"\btime\b"),),
    "next_holiday": (Rule("info.date query", r"holiday", r"day off|days off|work"),),
    "calculator": (Rule("info.general query", "", _CAR),),
    "calories": (Rule("info.general query", r"calori"),),
    "nutrition_info": (Rule("info.general query"),),
    "recipe": (Rule("info.general query", r"recipe|how|cook|make", r"timer"),),
    "cook_time": (Rule("info.general query", "", r"timer|remind"),),
    "ingredients_list": (Rule("info.general query", "", r"shopping|list of things|add"),),
    "definition": (Rule("info.general query", "", _CAR),),
    "spelling": (Rule("info.general query", r"spell"),),
    "measurement_conversion": (Rule("info.general query"),),
    "translate": (Rule("info.general query", "", r"restroom|gas"),),
    "fun_fact": (Rule("info.general query", r"fact|trivia", _CAR),),
    "exchange_rate": (Rule("info.stock query", r"exchange rate"),),
    "yes": (Rule("dialog.yes do", r"^(?!.*\bnot\b)", r"maybe|that would be awesome|guess"),),
    "no": (Rule("dialog.no do", "", r"maybe|sure i|thank|are you sure|possible"),),
    "cancel": (
        Rule(
            "dialog.cancel do",
            r"cancel|never ?mind|forget|scrap|quit|don't need",
            r"how|what|procedure|pause|mute|reservation|off",
        ),
    ),
    "repeat": (
        Rule(
            "dialog.repeat do",
            r"repeat|again|once more|one more time|didn't (hear|catch|get)|didnt|did you (just )?say|"
            r"missed|pardon|was that",
            r"song|play|music|ever",
        ),
    ),
    "thank_you": (Rule("dialog.thanks do", r"thank|appreciate|grateful|owe you|obliged|kind|cheers", ""),),
    "what_can_i_ask_you": (Rule("dialog.help do", r"what|how|which|help|tell", r"weather|directions"),),
    **CLINC_CAR,
}
